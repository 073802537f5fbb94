import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** What a place of a visit's form is called by its scheme: an item, an input, a finding's number. */
export function placeName(place: string, scheme: Scheme, locale: Locale): string {
  const [what, name = ""] = splitPlace(place);
  if (what === "item") {
    const item = scheme.checklist.find(({ code }) => code === name);
    return item ? `${name} ${item.text[locale]}` : name;
  }
  if (what === "input") {
    const input = Object.hasOwn(scheme.inputs, name) ? scheme.inputs[name] : undefined;
    return input?.label[locale] ?? name;
  }
  return what === "finding" ? String(Number(name) + 1) : "";
}

/** The id of the element of the form that a place is. */
export function placeAnchor(place: string): string {
  const [what, name] = splitPlace(place);
  if (what === "signature") return SIGNATURES[name ?? ""] ?? "visit-signatures";
  if (name !== undefined) return `${what}-${name}`;
  return ANCHORS[what] ?? what;
}

function splitPlace(place: string): [what: string, name?: string] {
  const at = place.indexOf(":");
  return at < 0 ? [place] : [place.slice(0, at), place.slice(at + 1)];
}

const SIGNATURES: Readonly<Record<string, string>> = {
  inspector: "signedByInspector",
  person: "signedByPerson",
};
const ANCHORS: Readonly<Record<string, string>> = {
  remarks: "visit-remarks",
  kind: "visit-kind",
  photo: "visit-photos",
};
