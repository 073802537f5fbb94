import type { IsoDate } from "@/core/import-row";
import type { DomainStanding } from "@/core/listing";

/** Whether a rating is older than its scheme intends; grey states have no such day. */
export function isStale({ staleOn }: Pick<DomainStanding, "staleOn">, today: IsoDate): boolean {
  return staleOn !== null && staleOn <= today;
}
