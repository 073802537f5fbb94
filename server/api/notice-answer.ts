import { isPositive, type PublicEntry } from "@/core/register-entry";

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
