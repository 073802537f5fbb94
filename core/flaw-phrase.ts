import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { DraftFlaw } from "@/core/visit-draft";
import { placeName } from "@/core/visit-place";

/** The fields of a visit's form, as it calls them. */
const PLACES = {
  kind: "kindLabel",
  visitedOn: "visitedOn",
  timeIn: "timeIn",
  timeOut: "timeOut",
  personInCharge: "personInCharge",
  position: "position",
  photo: "placePhotos",
  remarks: "remarks",
  emergencyGrounds: "emergencyGrounds",
  "signature:inspector": "signedByInspector",
  "signature:person": "signedByPerson",
} as const;
const PARTS = {
  measured: "measured",
  comment: "comment",
  corrected: "corrected",
  photos: "photos",
  text: "findingText",
  severity: "severity",
} as const;

export type FlawWords = (
  key:
    | (typeof PLACES)[keyof typeof PLACES]
    | (typeof PARTS)[keyof typeof PARTS]
    | "findingNumber"
    | "checklist"
    | `flaw.${DraftFlaw["fault"]}`,
  values?: Record<string, string | number>,
) => string;

/** What cannot be read in a visit's form, as a sentence that names the field as the form does. */
export function flawPhrase(
  flaw: Pick<DraftFlaw, "place" | "part" | "fault" | "max" | "typed">,
  { scheme, locale, t }: { scheme: Scheme; locale: Locale; t: FlawWords },
): string {
  const { place, part, fault, max, typed } = flaw;
  const name = [fieldName(), part !== null && isKey(PARTS, part) && t(PARTS[part])]
    .filter(Boolean)
    .join(" · ");
  return t(`flaw.${fault}`, { name, max: max ?? 0, typed: typed ?? "…" });

  function fieldName(): string {
    if (isKey(PLACES, place)) return t(PLACES[place]);
    const given = placeName(place, scheme, locale);
    if (place.startsWith("finding:")) return t("findingNumber", { number: given });
    return given || t("checklist");
  }
}

function isKey<T extends object>(words: T, key: string): key is keyof T & string {
  return Object.hasOwn(words, key);
}
