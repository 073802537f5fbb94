/** Above a heading: the way back, and to the page that everybody sees. */
export function TopLinks({ links }: { links: readonly { href: string; text: string }[] }) {
  return (
    <p className="no-print -mb-6 flex flex-wrap justify-between gap-x-6 pt-6">
      {links.map(({ href, text }) => (
        <a key={href} className="target" href={href}>
          {text}
        </a>
      ))}
    </p>
  );
}
