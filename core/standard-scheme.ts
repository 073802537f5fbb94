import type { IsoDate } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import type { SiteDomain } from "@/core/standing";

/** The first day of placard-goods@2, which brings the checklist. */
const GOODS_CHECKLIST_FROM = "2026-03-01";

/** What comes with Placard: an authority works by it on a day for which it has chosen nothing. */
export function standardScheme(domain: SiteDomain, day: IsoDate): Pick<Scheme, "id" | "version"> {
  if (domain === "food") return { id: "us-alameda", version: "2012" };
  return { id: "placard-goods", version: day < GOODS_CHECKLIST_FROM ? "1" : "2" };
}
