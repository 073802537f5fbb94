import type { FindingRow, ImportRow } from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { readCsv } from "@/importers/csv";
import type { ImportFile } from "@/importers/format";
import { reportOn } from "@/importers/report";
import { readDate } from "@/importers/values";

/** Visits by business and day, the first of each type only. */
export type VisitsOfDay = Map<string, { type: string; score: string }[]>;

/** LIVES has names such as `score` and, in its later form, `inspection_score`. */
export const livesColumn = (column: string) =>
  column.replace(/^(business|inspection|violation)_(?!id$)/, "");

/** The visits of a LIVES feed and their scores. */
export async function* readInspections(
  file: ImportFile,
  visits: VisitsOfDay,
): AsyncGenerator<ImportRow> {
  const shape = {
    required: ["business_id", "score", "date"],
    optional: ["type"],
    rename: livesColumn,
    windows1252: true,
  } as const;
  for await (const record of readCsv(file, shape)) {
    if (record.kind === "issue") {
      yield record;
      continue;
    }
    const { fields, line } = record;
    const siteKey = cleanText(fields.business_id, 100);
    const report = reportOn(line, siteKey);
    const visitedOn = readDate(fields.date);
    if (!siteKey || !visitedOn) {
      const [field, problem] = siteKey ? ["date", "bad-date"] : ["business_id", "missing"];
      yield report(`${file.name} ${field}`, fields.date, problem, "row-refused");
      continue;
    }
    const type = cleanText(fields.type ?? "", 100);
    const day = `${siteKey}:${visitedOn}`;
    const visit = { type: type ?? "", score: fields.score };
    const key = `${day}:${visit.type}`;
    const sameDay = visits.get(day) ?? [];
    const known = sameDay.find((other) => other.type === visit.type);
    if (known) {
      const [problem, action] =
        known.score === visit.score
          ? (["duplicate-visit", "noted"] as const)
          : (["conflicting-visit", "row-refused"] as const);
      yield report(`${file.name} score`, visit.score, problem, action);
      continue;
    }
    visits.set(day, [...sameDay, visit]);
    yield { kind: "visit", line, siteKey, key, visitedOn, type };

    if (!visit.score) continue;
    const score = Number(visit.score);
    if (!/^\d+(\.\d+)?$/.test(visit.score) || score > 100) {
      yield report(`${file.name} score`, visit.score, "bad-score", "field-dropped");
      continue;
    }
    const inputs = { score };
    yield {
      kind: "rating",
      line,
      siteKey,
      visitKey: key,
      published: null,
      inputs,
      ratedOn: visitedOn,
    };
  }
}

const SEVERITIES: ReadonlyMap<string, FindingRow["severity"]> = new Map([
  ["Low Risk", "minor"],
  ["Moderate Risk", "significant"],
  ["High Risk", "crucial"],
]);

/** The violations of a LIVES feed, each with the scored visit of its day or else the first. */
export async function* readViolations(
  file: ImportFile,
  visits: VisitsOfDay,
): AsyncGenerator<ImportRow> {
  const shape = {
    required: ["business_id", "date", "description"],
    optional: ["code", "violationtypeid", "risk_category"],
    rename: livesColumn,
    windows1252: true,
  } as const;
  for await (const record of readCsv(file, shape)) {
    if (record.kind === "issue") {
      yield record;
      continue;
    }
    const { fields, line } = record;
    const siteKey = cleanText(fields.business_id, 100);
    const report = reportOn(line, siteKey);
    const day = `${siteKey}:${readDate(fields.date)}`;
    const sameDay = visits.get(day) ?? [];
    const visit = sameDay.find(({ score }) => score !== "") ?? sameDay[0];
    const text = cleanText(fields.description, 2000);
    if (!siteKey || !visit || !text) {
      const [field, problem] = !siteKey
        ? ["business_id", "missing"]
        : visit
          ? ["description", "missing"]
          : ["date", "no-visit-that-day"];
      yield report(`${file.name} ${field}`, fields.date, problem, "row-refused");
      continue;
    }
    const risk = cleanText(fields.risk_category ?? "", 100);
    const severity = risk === null ? null : SEVERITIES.get(risk);
    if (severity === undefined) {
      yield report(`${file.name} risk_category`, risk, "unknown-severity", "noted");
    }
    yield {
      kind: "finding",
      line,
      siteKey,
      visitKey: `${day}:${visit.type}`,
      code: cleanText(fields.code ?? fields.violationtypeid ?? "", 50),
      text,
      severity: severity ?? null,
      severityAsPublished: risk,
      correctedOnSite: false,
      action: null,
      courtOutcome: null,
      fine: null,
    };
  }
}
