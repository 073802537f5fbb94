import type { DomainStanding, Finding, IssuedRating, SiteDetail } from "@/core/listing";
import type { Inputs, Scheme } from "@/core/scheme";

/**
 * What a published rating rests on, in its scheme's inputs: the scores that came with it or, where
 * the scheme judges by findings alone, those of its visit. Null where the source tells neither.
 */
export function inputsBehind(
  scheme: Scheme,
  rating: Pick<IssuedRating, "inputs">,
  findings: readonly { severity: string | null; correctedOnSite: boolean }[] | null,
): Inputs | null {
  if (Object.keys(rating.inputs).length > 0) return rating.inputs;
  const [own, ...others] = Object.entries(scheme.inputs);
  if (!own || others.length > 0 || !findings) return null;
  const [name, input] = own;
  if (!("findings" in input)) return null;
  const judged = findings.flatMap(({ severity, correctedOnSite }) =>
    severity && Object.hasOwn(input.findings, severity)
      ? [{ severity, corrected: correctedOnSite }]
      : [],
  );
  return judged.length === findings.length ? { [name]: judged } : null;
}

/** What the visit found that the current rating results from; null where no findings are told. */
export function findingsBehind(
  { visits }: Pick<SiteDetail, "visits">,
  { domain }: Pick<DomainStanding, "domain">,
): Finding[] | null {
  const visit = visits.find((one) => one.domain === domain && one.rating?.current);
  const isTold = visits.some(({ findings }) => findings.length > 0);
  return visit && isTold ? visit.findings : null;
}
