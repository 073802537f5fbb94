import { monthsBetween } from "@/components/format";
import type { IsoDate } from "@/core/import-row";
import type { DomainStanding } from "@/core/listing";
import type { Scheme } from "@/core/scheme";
import { isColour } from "@/core/standing";

/** Whether a colour is older than its scheme intends; grey states do not age. */
export function isStale(
  standing: Pick<DomainStanding, "standing" | "scheme" | "ratedOn">,
  schemes: ReadonlyMap<string, Scheme>,
  today: IsoDate,
): boolean {
  const limit = schemes.get(standing.scheme ?? "")?.staleAfterMonths;
  if (!limit || !standing.ratedOn || !isColour(standing.standing)) return false;
  const age = monthsBetween(standing.ratedOn, today);
  const onTheDay = standing.ratedOn.slice(8) === today.slice(8);
  return age > limit || (age === limit && !onTheDay);
}
