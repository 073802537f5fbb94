import { inputsBehind } from "@/core/inputs-behind";
import type { Finding, IssuedRating } from "@/core/listing";
import { type Rated, rate, type Test } from "@/core/rate";
import type { Derivation, Scheme } from "@/core/scheme";

type Count = Extract<Derivation, { count: unknown }>["count"];

/**
 * The findings of a visit that its rating rests on: those that the rule which held counts, and
 * those that kept a better rule from holding. None where the source does not tell what it rests on.
 */
export function decidingFindings(
  scheme: Scheme,
  rating: Pick<IssuedRating, "inputs" | "outcome">,
  findings: readonly Finding[],
): Finding[] {
  const inputs = inputsBehind(scheme, rating, findings);
  const rated = inputs && rate(inputs, scheme);
  if (!rated?.ok || rated.outcome !== rating.outcome) return [];
  const counts = testsOfTooMuch(rated).flatMap(({ name }) => countsIn(name, scheme));
  return findings.filter((finding) => counts.some((count) => isCounted(finding, count, scheme)));
}

/** The comparisons that came out as they did because something was found so often. */
function testsOfTooMuch({ met, missed }: Rated): Test[] {
  const isEnough = ({ test, value }: Test) => /^(gte?|is|is-not)$/.test(test) && exceeds(value, 0);
  const isTooMuch = ({ value, limit }: Test) => exceeds(value, limit);
  return [...met.filter(isEnough), ...(missed?.tests ?? []).filter(isTooMuch)];
}

function exceeds(value: Test["value"], limit: Test["limit"]): boolean {
  return typeof value === "number" && typeof limit === "number" && value > limit;
}

/** The counts of findings that a value is, or is made of. */
function countsIn(name: string, scheme: Scheme): Count[] {
  const derivation = Object.hasOwn(scheme.derived, name) ? scheme.derived[name] : undefined;
  if (!derivation) return [];
  if ("count" in derivation) return [derivation.count];
  const names =
    "sum" in derivation
      ? derivation.sum.flatMap((term) =>
          typeof term === "string" ? [term] : term[0] > 0 ? [term[1]] : [],
        )
      : "max" in derivation
        ? derivation.max
        : "product" in derivation
          ? derivation.product
          : [];
  return names.flatMap((one) => countsIn(one, scheme));
}

function isCounted(finding: Finding, count: Count, scheme: Scheme): boolean {
  const input = scheme.inputs[count.of];
  if (!input || !("findings" in input)) return false;
  const { severityAsPublished: own, severity: common, correctedOnSite } = finding;
  const grade = [own, common].find((one) => one && Object.hasOwn(input.findings, one));
  return (
    typeof grade === "string" &&
    (count.severity?.includes(grade) ?? true) &&
    (count.corrected === undefined || count.corrected === correctedOnSite)
  );
}
