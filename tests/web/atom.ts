import { SaxesParser } from "saxes";

/** One element of a document as a strict parser read it. */
export interface Element {
  /** Namespace and local name, as in `{http://www.w3.org/2005/Atom}feed`. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  text: string;
}

/** Reads XML strictly: anything not well-formed, or with an unbound prefix, throws. */
export function readXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    const attributes = Object.values(tag.attributes).map(({ name, value }) => [name, value]);
    const element: Element = {
      name: `{${tag.uri}}${tag.local}`,
      attributes: Object.fromEntries(attributes),
      children: [],
      text: "",
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (part) => {
    const element = open.at(-1);
    if (element) element.text += part;
  });
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  const [document] = root.children;
  if (!document) throw new Error("The document is empty.");
  return document;
}

const ATOM = "{http://www.w3.org/2005/Atom}";
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** Elements that a feed or entry must have, and those it may have once at most (RFC 4287, 4.1). */
const ONCE = ["id", "title", "updated"];
const AT_MOST_ONCE = ["rights", "generator", "published", "content", "summary", "subtitle"];

/** Every requirement of RFC 4287 that this document breaks; none for a valid feed. */
export function atomFaults(feed: Element): string[] {
  const faults: string[] = [];
  const of = (element: Element, name: string) =>
    element.children.filter((child) => child.name === ATOM + name);
  const entries = of(feed, "entry");
  if (feed.name !== `${ATOM}feed`) faults.push("The root is no atom:feed.");
  for (const element of [feed, ...entries]) {
    for (const name of ONCE) {
      if (of(element, name).length !== 1) faults.push(`${name} is not there once.`);
    }
    for (const name of AT_MOST_ONCE) {
      if (of(element, name).length > 1) faults.push(`${name} is there more than once.`);
    }
    for (const { text } of of(element, "id")) {
      if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(text)) faults.push(`The id ${text} is no IRI.`);
    }
    for (const { text } of [...of(element, "updated"), ...of(element, "published")]) {
      if (!DATE.test(text)) faults.push(`${text} is no date of RFC 3339.`);
    }
    for (const author of of(element, "author")) {
      if (of(author, "name").length !== 1) faults.push("An author has not one name.");
    }
    const alternates = of(element, "link").filter(
      ({ attributes }) => attributes.rel === "alternate",
    );
    const kinds = alternates.map(({ attributes }) => `${attributes.type} ${attributes.hreflang}`);
    if (new Set(kinds).size !== kinds.length) faults.push("Two alternates are of one kind.");
    for (const { attributes } of of(element, "link")) {
      if (!attributes.href || !URL.canParse(attributes.href)) faults.push("A link leads nowhere.");
    }
    for (const { attributes, children } of [...of(element, "title"), ...of(element, "content")]) {
      const type = attributes.type ?? "text";
      if (type === "text" && children.length > 0) faults.push("Plain text holds elements.");
    }
  }
  if (
    of(feed, "author").length === 0 &&
    entries.some((entry) => of(entry, "author").length === 0)
  ) {
    faults.push("An entry has no author.");
  }
  for (const entry of entries) {
    const hasAlternate = of(entry, "link").some(({ attributes }) => attributes.rel === "alternate");
    if (of(entry, "content").length === 0 && !hasAlternate) faults.push("An entry leads nowhere.");
  }
  const ids = entries.map((entry) => of(entry, "id")[0]?.text);
  if (new Set(ids).size !== ids.length) faults.push("Two entries have one id.");
  return faults;
}

/** The first child of this name in Atom's namespace, as text. */
export function textOf(element: Element | undefined, name: string): string | undefined {
  return element?.children.find((child) => child.name === ATOM + name)?.text;
}

/** All children of this name in Atom's namespace. */
export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === ATOM + name);
}
