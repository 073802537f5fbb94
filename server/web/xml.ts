import { html } from "hono/html";

/** A piece of XML in which every value put in is escaped. */
export type Xml = Exclude<ReturnType<typeof html>, Promise<unknown>>;

/**
 * Writes XML as a template: values are escaped and lose what XML cannot hold; pieces of XML, and
 * lists of them, stay as they are.
 */
export function xml(
  strings: TemplateStringsArray,
  ...values: readonly (string | Xml | readonly Xml[] | false)[]
): Xml {
  // Only a promise among the values would make a promise of it.
  return html(strings, ...values.map((value) => (isText(value) ? legal(value) : value))) as Xml;
}

/** Pieces of XML are String objects. */
function isText(value: unknown): value is string {
  return typeof value === "string";
}

function legal(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, "");
}

/** A source's words on one line, without marks that would turn the text around them. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}
