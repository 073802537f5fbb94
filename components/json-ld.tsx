/** Facts for machines, inside a page. They are data: no browser runs them. */
export function JsonLd({ facts }: { facts: object }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every "<" escaped
      dangerouslySetInnerHTML={{ __html: jsonLdText(facts) }}
    />
  );
}

/** The JSON text, in which no name can end the script that holds it. */
export function jsonLdText(facts: object): string {
  return JSON.stringify(facts).replaceAll("<", "\\u003c");
}
