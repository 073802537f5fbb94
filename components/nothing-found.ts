import type { SiteContext } from "@/components/site-page";
import type { Visit } from "@/core/listing";
import { findingsInput } from "@/core/visit-findings";

/**
 * Whether a visit was recorded on this board, which publishes all that was found. Of those alone it is
 * known when they began; their kinds are also words that sources use.
 */
export function isRecordedHere({ timeIn }: Pick<Visit, "timeIn">): boolean {
  return timeIn !== null;
}

/**
 * What it means that a visit has no finding: of one recorded here that all was in order or, under a
 * scheme that judges by scores alone, that none was written down; of a source's that it tells none.
 */
export function nothingFound(
  visit: Visit,
  schemes: SiteContext["schemes"],
): "clean" | "unwritten" | "unpublished" {
  if (!isRecordedHere(visit)) return "unpublished";
  const scheme = schemes.get(visit.rating?.scheme ?? "");
  return scheme && findingsInput(scheme) === null ? "unwritten" : "clean";
}
