import { isPositive, type PublicEntry } from "@/core/register-entry";
import type { ConsentedTax } from "@/core/tax-consent";

/** Tells the front that an answer holds what the law or a business takes away, where it does. */
export function perishableHeader(
  entries: readonly PublicEntry[],
  consented: ConsentedTax | null = null,
): Record<string, string> {
  return entries.length > 0 || consented ? { "placard-perishable": "1" } : {};
}

/** A register's entry as the API gives it; named field by field, so that nothing else gets out. */
export function noticeAnswer(entry: PublicEntry) {
  const { id, kind, state, language, legalBasis, grounds, evidence, remedy } = entry;
  const { startsOn, endsOn } = entry;
  const { slug, name } = entry.authority;
  return {
    id,
    kind,
    positive: isPositive(kind),
    state,
    authority: { slug, name },
    language,
    legalBasis,
    grounds,
    evidence,
    remedy,
    startsOn,
    endsOn,
  };
}
