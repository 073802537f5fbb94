import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import type { RecordedVisit } from "@/components/visit-record";
import { type Comparable, compareVisits, type VisitComparison } from "@/core/compare-visits";
import { formatDate, formatNumber, inBrackets, isolated, joinClauses } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { outcomeText } from "@/core/outcome";
import { valueText } from "@/core/reason-phrase";
import type { Scheme } from "@/core/scheme";
import { findingsOf, type VisitFinding } from "@/core/visit-findings";

/** A visit of a source whose items are not those of the scheme. */
interface Incomparable {
  isComparable: false;
  visitedOn: IsoDate;
  source: string;
}

/** The visit that another is compared with. */
export type Compared = { isCorrected: boolean } & (
  | (Comparable & { isComparable: true; visitedOn: IsoDate; passedOver: Incomparable | null })
  | Incomparable
);

/** Of a visit that cannot be compared, why; with no other before, that nothing is a repeat. */
export function VisitIncomparable({
  before,
  locale,
}: {
  before: Incomparable | { isComparable: true; passedOver: Incomparable | null } | null;
  locale: Locale;
}) {
  const t = useTranslations("visit.difference");
  const one = before?.isComparable ? before.passedOver : before;
  if (!before || !one) return null;
  const date = formatDate(locale, one.visitedOn);
  return (
    <p className="mt-6 text-soft">
      {t(before.isComparable ? "passedOver" : "incomparable", {
        date,
        source: isolated(locale, one.source),
      })}
    </p>
  );
}

/** What has changed since the visit before, or by a correction: findings, scores and the result. */
export function VisitDifference({
  visit: { scheme, draft, outcome },
  before,
  locale,
}: {
  visit: RecordedVisit;
  before: Compared | null;
  locale: Locale;
}) {
  const t = useTranslations("visit.difference");
  const visit = useTranslations("visit");
  if (!before) return <p className="mt-6 text-soft">{t("none")}</p>;
  if (!before.isComparable) return <VisitIncomparable before={before} locale={locale} />;
  const now = { found: findingsOf(draft, scheme), inputs: draft.inputs, outcome };
  const changes = compareVisits(before, now, scheme);
  const date = formatDate(locale, before.visitedOn);
  return (
    <Section id="difference" title={t(before.isCorrected ? "titleCorrected" : "title", { date })}>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
        {(
          [
            ["new", changes.fresh],
            ["still", changes.still],
            ["gone", changes.gone],
          ] as const
        ).map(([group, found]) => (
          <div key={group} className="contents">
            <dt className="font-medium">{t(group)}</dt>
            <dd dir="auto">{joinClauses(locale, found.map(textOf)) || "–"}</dd>
          </div>
        ))}
      </dl>
      <VisitInputs
        changes={changes.inputs}
        outcomes={[before.outcome, outcome]}
        {...{ scheme, locale }}
      />
      <VisitIncomparable before={before} locale={locale} />
    </Section>
  );

  function textOf({ code, text, corrected }: VisitFinding): string {
    const words = [code, text[locale]].filter(Boolean).join(" ");
    return corrected ? inBrackets(locale, words, visit("corrected")) : words;
  }
}

function VisitInputs({
  changes,
  outcomes,
  scheme,
  locale,
}: {
  changes: VisitComparison["inputs"];
  outcomes: readonly [before: string | null, now: string | null];
  scheme: Scheme;
  locale: Locale;
}) {
  const t = useTranslations("visit.difference");
  const why = useTranslations("why");
  return (
    <table className="mt-4 w-full text-start">
      <thead>
        <tr className="border-hairline border-b text-soft text-sm">
          <td />
          <th scope="col" className="py-1 ps-4 text-start font-normal">
            {t("before")}
          </th>
          <th scope="col" className="py-1 ps-4 text-start font-normal">
            {t("now")}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, before, now }) => (
          <Row
            key={name}
            label={scheme.inputs[name]?.label[locale] ?? name}
            values={[inWords(name, before), inWords(name, now)]}
          />
        ))}
        <Row label={t("result")} values={[wordOf(outcomes[0]), wordOf(outcomes[1])]} />
      </tbody>
    </table>
  );

  function inWords(name: string, value: (typeof changes)[number]["now"]): string {
    if (value === null) return "–";
    if (!Array.isArray(value)) return valueText(name, value, { scheme, locale, t: why });
    return value.map((one) => formatNumber(locale, one)).join(" · ");
  }

  function wordOf(outcome: string | null): string {
    const known = scheme.outcomes[outcome ?? ""];
    return known
      ? outcomeText({ symbol: known.symbol ?? null, word: known.word[locale] })
      : (outcome ?? "–");
  }
}

/** What differs stands out. */
function Row({ label, values }: { label: string; values: readonly [string, string] }) {
  const weight = values[0] === values[1] ? "text-soft" : "font-semibold";
  return (
    <tr className="border-hairline border-b">
      <th scope="row" className="py-1 text-start font-normal">
        {label}
      </th>
      <td className={`py-1 ps-4 tabular-nums ${weight}`}>{values[0]}</td>
      <td className={`py-1 ps-4 tabular-nums ${weight}`}>{values[1]}</td>
    </tr>
  );
}
