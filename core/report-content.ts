import {
  formatDate,
  formatMoment,
  formatNumber,
  isolated,
  joinClauses,
  joinSentences,
} from "@/core/format";
import { improve } from "@/core/improve";
import type { Locale } from "@/core/locale";
import { outcomeText } from "@/core/outcome";
import { formatPublicId } from "@/core/public-id";
import { changePhrase, needPhrase, type ReasonWords, reasonPhrase } from "@/core/reason-phrase";
import type { Scheme } from "@/core/scheme";
import { isColour, type Standing, type UnratedState } from "@/core/standing";
import { findingsInput, findingsOf, type VisitFinding } from "@/core/visit-findings";
import type { VisitReport } from "@/core/visit-report";

/** The messages that a report is made of: those of its own, and some of the interface's. */
export type ReportWords = (key: string, values?: Record<string, string | number>) => string;

/** A piece of text and how it looks. */
export interface ReportText {
  text: string;
  style: "plain" | "soft" | "strong" | "point";
}

/** One finding with what belongs to it. */
interface ReportFinding {
  number: string;
  text: string;
  details: ReportText[];
}

export type ReportPart = ReportText | ReportFinding;

/** A report in words, from its first line to its last. */
export interface ReportContent {
  title: string;
  /** What stands over every page. */
  running: string;
  notice: string | null;
  place: { name: string; address: string | null };
  facts: { label: string; value: string }[];
  result: { standing: Standing; heading: string; outcome: string; status: string };
  sections: { heading: string; parts: ReportPart[] }[];
  link: { label: string; url: string };
  record: string[];
  /** "Page {page} of {pages}", whose numbers are known at the end. */
  page: (page: number, pages: number) => string;
  /** Said where a name has letters that cannot be printed. */
  unprintable: string;
}

/** More ways than this to the same colour help nobody. */
const WAYS_MAX = 6;

/** The report of a visit in a language, for the business that was visited. */
export function reportContent(report: VisitReport, locale: Locale, t: ReportWords): ReportContent {
  const { draft, scheme, site, authority } = report;
  const date = draft.visitedOn ? formatDate(locale, draft.visitedOn) : t("report.noDate");
  return {
    title: t("report.title"),
    running: `${isolated(locale, site.name)} · ${date}`,
    notice: authority.invented ? t("report.invented") : null,
    place: { name: site.name, address: site.address },
    facts: [
      { label: t("report.number"), value: formatPublicId(site.id) },
      { label: t("report.visited"), value: whenOf(report, locale, t) },
      { label: t("report.kind"), value: t(`report.kinds.${draft.kind}`) },
      { label: t("report.authority"), value: authority.name },
      { label: t("report.scheme"), value: schemeText(scheme, locale, t) },
      ...(draft.personInCharge
        ? [{ label: t("report.personInCharge"), value: draft.personInCharge }]
        : []),
    ],
    result: {
      standing: report.result?.rated.standing ?? report.standing ?? "pending",
      heading: t(`domain.${report.domain}`),
      outcome: outcomeWords(report, locale, t),
      status: statusOf(report, locale, t),
    },
    sections: [
      ...whySections(report, locale, t),
      ...findingSections(report, locale, t),
      ...(draft.remarks
        ? [{ heading: t("report.remarks"), parts: paragraphs(draft.remarks, "plain") }]
        : []),
      ...photoSection(report, t),
      { heading: t("report.next"), parts: [plain(nextText(report, locale, t))] },
      { heading: t("report.rights"), parts: rightsOf(report, locale, t) },
      { heading: t("report.signatures"), parts: signaturesOf(report, locale, t) },
    ],
    link: { label: t("report.publicPage"), url: report.url },
    record: [
      t("report.record", { id: report.visitId }),
      t("report.checksum", { checksum: report.checksum }),
    ],
    page: (page, pages) => {
      const say = (value: number) => formatNumber(locale, value);
      return t("report.page", { page: say(page), pages: say(pages) });
    },
    unprintable: t("report.unprintable"),
  };
}

const plain = (text: string): ReportText => ({ text, style: "plain" });
const soft = (text: string): ReportText => ({ text, style: "soft" });

/** What somebody wrote, line by line. */
function paragraphs(text: string, style: ReportText["style"]): ReportText[] {
  return text.split(/\s*\n\s*/).map((line) => ({ text: line, style }));
}

function whenOf({ draft }: VisitReport, locale: Locale, t: ReportWords): string {
  if (!draft.visitedOn) return t("report.noDate");
  const date = formatDate(locale, draft.visitedOn);
  if (!draft.timeIn || !draft.timeOut) return date;
  const [from, to] = [draft.timeIn, draft.timeOut].map((time) => timeText(locale, time));
  return t("report.when", { date, from: from ?? "", to: to ?? "" });
}

/** "10:15" in the numerals of a language. */
function timeText(locale: Locale, time: string): string {
  const digits = [...time.slice(0, 5)].map((one) =>
    /\d/.test(one) ? formatNumber(locale, Number(one)) : one,
  );
  return digits.join("");
}

function schemeText({ title, version }: Scheme, locale: Locale, t: ReportWords): string {
  return t("report.schemeVersion", { scheme: title[locale], version: isolated(locale, version) });
}

function outcomeWords({ result, standing, scheme }: VisitReport, locale: Locale, t: ReportWords) {
  const outcome = scheme.outcomes[result?.rated.outcome ?? ""];
  if (outcome) {
    return outcomeText({ symbol: outcome.symbol ?? null, word: outcome.word[locale] });
  }
  const state = result?.rated.standing ?? standing;
  return state && !isColour(state)
    ? t(`state.${state satisfies UnratedState}`)
    : t("report.noResult");
}

function statusOf(report: VisitReport, locale: Locale, t: ReportWords): string {
  const { emergency, draft } = report;
  const grounds =
    emergency && draft.emergency
      ? t("report.emergency", { grounds: isolated(locale, draft.emergency.grounds) })
      : false;
  return joinSentences(locale, [grounds, standingOf(report, locale, t)]);
}

function standingOf(report: VisitReport, locale: Locale, t: ReportWords): string {
  const { state, publishOn, lapsesAtMs, authority } = report;
  if (lapsesAtMs !== null) {
    const moment = formatMoment(locale, lapsesAtMs, authority.timeZone);
    return t("report.status.closure", { moment });
  }
  return state === "submitted" && publishOn
    ? t("report.status.delayed", { date: formatDate(locale, publishOn) })
    : t(`report.status.${state}`);
}

function whySections({ result, scheme }: VisitReport, locale: Locale, t: ReportWords) {
  if (!result) return [];
  const why: ReasonWords = (key, values) => t(`why.${key}`, values);
  const speech = { scheme, locale, t: why };
  const { met, missed, outcome } = result.rated;
  const point = (text: string): ReportText => ({ text, style: "point" });
  const wordOf = (code: string) => {
    const { symbol = null, word } = scheme.outcomes[code] ?? {};
    return outcomeText({ symbol, word: word?.[locale] ?? code });
  };
  const reasons: ReportText[] = [
    ...(missed
      ? [
          plain(t("why.missed", { outcome: wordOf(missed.outcome) })),
          ...missed.tests.map((test) => point(needPhrase(test, speech))),
        ]
      : []),
    ...(missed && met.length > 0 ? [plain(t("why.met", { outcome: wordOf(outcome ?? "") }))] : []),
    ...met.map((test) => point(reasonPhrase(test, speech))),
    ...(!missed && met.length === 0 ? [plain(t("why.rest"))] : []),
  ];
  const { next, best } = improve(result.inputs, scheme);
  const better = [next, best].flatMap((one) =>
    one
      ? [
          {
            heading: t("why.better", { colour: t(`why.${one.colour}`) }),
            parts: [
              ...(one.ways.length > 1 ? [plain(t("why.ways"))] : []),
              ...one.ways.slice(0, WAYS_MAX).map(({ changes }) =>
                point(
                  joinClauses(
                    locale,
                    changes.map((change) => changePhrase(change, speech)),
                  ),
                ),
              ),
            ],
          },
        ]
      : [],
  );
  return [{ heading: t("why.title"), parts: reasons }, ...better];
}

/** The findings, the gravest first, each under the word of its severity. */
function findingSections(report: VisitReport, locale: Locale, t: ReportWords) {
  const { draft, scheme } = report;
  const findings = findingsOf(draft, scheme);
  if (findings.length === 0) {
    const none = findingsInput(scheme) === null ? "report.noneWritten" : "report.nothing";
    return [{ heading: t("report.findings"), parts: [plain(t(none))] }];
  }
  const name = findingsInput(scheme);
  const input = name === null ? undefined : scheme.inputs[name];
  const words = input && "findings" in input ? input.findings : {};
  const severities = [
    ...new Set([...Object.keys(words).reverse(), ...findings.map((f) => f.severity)]),
  ];
  let uncoded = 0;
  return severities.flatMap((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return [];
    const heading = severity === null ? restHeading() : headingOf(severity, own.length);
    const parts = own.map((finding) => {
      if (finding.code === null) uncoded += 1;
      // As the form calls it; what no item covers is counted by itself.
      const number = finding.code ?? `${formatNumber(locale, uncoded)}.`;
      return findingPart(finding, number, report, locale, t);
    });
    return [{ heading, parts }];
  });

  function headingOf(severity: string, count: number): string {
    return t("report.findingsOf", { severity: words[severity]?.[locale] ?? severity, count });
  }

  function restHeading(): string {
    return t(Object.keys(words).length > 0 ? "report.otherFindings" : "report.findings");
  }
}

function photoSection({ draft }: VisitReport, t: ReportWords) {
  const count = draft.photos.length;
  if (count === 0) return [];
  return [{ heading: t("report.photosTitle"), parts: [soft(t("report.placePhotos", { count }))] }];
}

function findingPart(
  finding: VisitFinding,
  number: string,
  report: VisitReport,
  locale: Locale,
  t: ReportWords,
): ReportFinding {
  const { comment, corrected, photos } = finding;
  const measured = measuredText(finding, report.scheme, locale, t);
  return {
    number,
    text: finding.text[locale],
    details: [
      ...(comment ? paragraphs(comment, "plain") : []),
      ...(measured ? [plain(measured)] : []),
      {
        text: corrected ? t("finding.corrected") : deadlineOf(report, locale, t),
        style: "strong",
      },
      ...(photos.length > 0 ? [soft(t("report.photos", { count: photos.length }))] : []),
    ],
  };
}

/** By when something has to be put right. */
function deadlineOf(report: VisitReport, locale: Locale, t: ReportWords): string {
  if (staysClosed(report)) return t("report.correctReopen");
  const { followUpOn } = report;
  return followUpOn
    ? t("report.correctBy", { date: formatDate(locale, followUpOn) })
    : t("report.correctNext");
}

/** Whether the place has to be seen in order before it opens again. */
function staysClosed({ scheme, result }: VisitReport): boolean {
  return scheme.outcomes[result?.rated.outcome ?? ""]?.revisitDays === null;
}

/** "Measured: 9 °C (at most 5 °C)". */
function measuredText(
  { code, measured }: VisitFinding,
  scheme: Scheme,
  locale: Locale,
  t: ReportWords,
): string | null {
  const measure = scheme.checklist.find((item) => item.code === code)?.measure;
  if (!measure || measured === null) return null;
  const say = (value: number) => `${formatNumber(locale, value)} ${measure.unit[locale]}`;
  const { min, max } = measure;
  const value = say(measured);
  if (min !== undefined && max !== undefined) {
    return t("report.measured.between", { value, min: say(min), max: say(max) });
  }
  if (max !== undefined) return t("report.measured.atMost", { value, max: say(max) });
  return t("report.measured.atLeast", { value, min: say(min ?? 0) });
}

function nextText(report: VisitReport, locale: Locale, t: ReportWords): string {
  const { followUpOn, draft, scheme } = report;
  if (staysClosed(report)) return t("scheme.revisitNull");
  const open = findingsOf(draft, scheme).filter(({ corrected }) => !corrected).length;
  if (followUpOn)
    return t("report.followUp", { date: formatDate(locale, followUpOn), count: open });
  const revisitDays = scheme.outcomes[report.result?.rated.outcome ?? ""]?.revisitDays;
  return revisitDays === undefined || revisitDays === null
    ? t("report.noFollowUp")
    : t("scheme.revisit", { days: revisitDays });
}

function rightsOf(report: VisitReport, locale: Locale, t: ReportWords): ReportText[] {
  const { authority, scheme, visitId } = report;
  const name = isolated(locale, authority.name);
  const { legalBasis, appeal } = scheme;
  return [
    plain(t("report.reply", { authority: name, number: isolated(locale, visitId.slice(0, 8)) })),
    plain(appeal ? appeal.text[locale] : t("report.appeal", { authority: name })),
    ...(appeal?.url ? [plain(t("report.appealMore", { url: isolated(locale, appeal.url) }))] : []),
    plain(whereToWrite(report, locale, t)),
    soft(
      t("report.legalBasis", {
        text: [legalBasis.text, legalBasis.url]
          .flatMap((one) => (one ? [isolated(locale, one)] : []))
          .join(" · "),
      }),
    ),
  ];
}

/** Where a reply and an appeal go, as far as the authority has said. */
function whereToWrite({ authority }: VisitReport, locale: Locale, t: ReportWords): string {
  const { email, website } = authority;
  const said = {
    authority: isolated(locale, authority.name),
    email: isolated(locale, email ?? ""),
    website: isolated(locale, website ?? ""),
  };
  if (email) return t(website ? "report.writeToBoth" : "report.writeToEmail", said);
  return t(website ? "report.writeToWebsite" : "report.writeToNone", said);
}

/** Officers sign by their role: their names are nobody's business here. */
function signaturesOf({ draft }: VisitReport, locale: Locale, t: ReportWords): ReportText[] {
  const { inspector, person } = draft.signatures;
  const officer = t(inspector ? "report.officerSigned" : "report.officerUnsigned");
  if (person === null) return [plain(officer), plain(t("report.personUnsigned"))];
  const other =
    "name" in person
      ? t("report.personSigned", { name: isolated(locale, person.name) })
      : t("report.personRefused", { reason: isolated(locale, person.refused) });
  return [plain(officer), plain(other)];
}
