import sanitizeHtml from "sanitize-html";
import { cleanText } from "@/core/tokens";

/**
 * The plain text of a reply that arrives as HTML, escaped once more, or out of a word processor:
 * paragraphs separated by an empty line, at most 5,000 characters; null where nothing is said.
 */
export function plainReply(html: string): string | null {
  if (html === "") return null;
  const marked = decodeEntities(html)
    .replace(/<(style|script|xml|head|title)\b[\s\S]*?<\/\1\s*>/gi, " ")
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(/<(?:br|\/p|\/div|\/li|\/h[1-6])\b[^>]*>/gi, "\u2029");
  const text = decodeEntities(sanitizeHtml(marked, { allowedTags: [], allowedAttributes: {} }));
  const paragraphs = text.split("\u2029").map((part) => cleanText(part, 5000));
  const said = paragraphs.filter((part) => part !== null).join("\n\n");
  return said ? [...said].slice(0, 5000).join("") : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function decodeEntities(text: string): string {
  return text.replace(
    /&(amp|lt|gt|quot|apos|nbsp);/g,
    (whole, name: string) => ENTITIES[name] ?? whole,
  );
}
