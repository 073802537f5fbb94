import type { SiteContext } from "@/components/site-page";
import type { Visit } from "@/core/listing";
import { findingsInput } from "@/core/visit-findings";
import { VISIT_KINDS } from "@/core/visit-state";

/** Whether a visit was recorded on this board, which publishes all that was found. */
export function isRecordedHere({ type }: Pick<Visit, "type">): boolean {
  return VISIT_KINDS.some((kind) => kind === type);
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
