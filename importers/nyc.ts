import type { Category } from "@/core/category";
import {
  type FindingRow,
  type ImportRow,
  type IssueRow,
  type SiteRow,
  type SnapshotRow,
  UnreadableFile,
} from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { type CsvRecord, readCsv } from "@/importers/csv";
import type { Format, ImportFile } from "@/importers/format";
import { type Report, reportOn } from "@/importers/report";
import { SiteMemory } from "@/importers/site-memory";
import { readCoordinates, readDate } from "@/importers/values";

/** New York City's restaurant inspections (43nn-pn8j), one row a violation. */
export const nyc: Format = {
  id: "nyc",
  grouping: "file",
  repeats: true,
  accepts: (name) => /(43nn-pn8j|dohmh.*inspection).*\.csv$/i.test(name),
  async *read(files) {
    for (const file of files) yield* readFile(file);
  },
};

const COLUMNS = [
  "camis",
  "dba",
  "boro",
  "building",
  "street",
  "zipcode",
  "cuisine_description",
  "inspection_date",
  "action",
  "violation_code",
  "violation_description",
  "critical_flag",
  "score",
  "grade",
  "record_date",
  "inspection_type",
] as const;

const OPTIONAL = ["latitude", "longitude"] as const;

type Fields = CsvRecord<(typeof COLUMNS)[number], (typeof OPTIONAL)[number]>["fields"];

async function* readFile(file: ImportFile): AsyncGenerator<ImportRow> {
  const sites = new SiteMemory();
  let isFirst = true;
  for await (const record of readCsv(file, { required: COLUMNS, optional: OPTIONAL })) {
    if (record.kind === "issue") {
      yield record;
      continue;
    }
    const { fields, line } = record;
    if (isFirst) yield snapshotRow(fields);
    isFirst = false;
    const { site, issues } = siteOf(fields, line);
    if (!site) {
      yield* issues;
      continue;
    }
    if (sites.isNews(site)) {
      yield* issues;
      yield site;
    }
    yield* visitRows(fields, site.key, line);
  }
  if (isFirst) throw new UnreadableFile("The file holds no inspection.");
}

/** The whole file is made on one day, so the first row's `record_date` stands for all. */
function snapshotRow(first: Fields): SnapshotRow {
  return {
    kind: "snapshot",
    source: {
      key: "nyc:43nn-pn8j",
      name: "DOHMH New York City Restaurant Inspection Results",
      licence: null,
      licenceUrl: null,
      url: "https://data.cityofnewyork.us/Health/DOHMH-New-York-City-Restaurant-Inspection-Results/43nn-pn8j",
      language: "en",
    },
    authority: {
      slug: "us-nyc-dohmh",
      name: "New York City Department of Health and Mental Hygiene",
      country: "US",
      website: "https://www.nyc.gov/health",
      email: null,
      invented: false,
    },
    domain: "food",
    asOf: dateOf(first.record_date),
    scheme: "us-nyc-grades@2010-07",
  };
}

/** One export writes `2024-04-30T00:00:00.000`, the other `04/30/2024`. */
function dateOf(text: string) {
  return readDate(text, text.includes("/") ? "mdy" : "ymd");
}

function siteOf(fields: Fields, line: number): { site: SiteRow | null; issues: IssueRow[] } {
  const key = cleanText(fields.camis, 100);
  const name = cleanText(fields.dba, 300);
  const report = reportOn(line, key);
  if (!key || !name) {
    return { site: null, issues: [report(key ? "dba" : "camis", null, "missing", "row-refused")] };
  }
  const issues: IssueRow[] = [];
  const position = readCoordinates(fields.latitude, fields.longitude);
  if (position === "invalid") {
    const value = `${fields.latitude}, ${fields.longitude}`;
    issues.push(report("position", value, "bad-coordinates", "field-dropped"));
  }
  const postcode = /^\d{5}$/.test(fields.zipcode) ? fields.zipcode : null;
  if (fields.zipcode && !postcode) {
    issues.push(report("zipcode", fields.zipcode, "bad-postcode", "field-dropped"));
  }
  const isBorough = !/^0?$/.test(fields.boro);
  if (!isBorough) issues.push(report("boro", fields.boro, "missing", "noted"));
  const cuisine = cleanText(fields.cuisine_description, 100);
  const site: SiteRow = {
    kind: "site",
    line,
    key,
    name,
    siteKind: "fixed",
    category: CATEGORIES.get(cuisine ?? "") ?? "restaurant",
    categoryAsPublished: cuisine,
    address: cleanText(`${fields.building} ${fields.street}`, 300),
    locality: isBorough ? cleanText(fields.boro, 100) : null,
    postcode,
    position: position === "invalid" ? null : position,
    website: null,
    operator: null,
    closedOn: null,
    resultPending: false,
    reply: null,
    formerNames: [],
  };
  return { site, issues };
}

/** Cuisines of places that sell rather than serve; all others are restaurants. */
const CATEGORIES: ReadonlyMap<string, Category> = new Map([
  ["Bakery Products/Desserts", "bakery"],
  ["Bakery", "bakery"],
  ["Bagels/Pretzels", "bakery"],
  ["Donuts", "bakery"],
  ["Bottled Beverages", "shop"],
  ["Frozen Desserts", "takeaway"],
  ["Juice, Smoothies, Fruit Salads", "takeaway"],
  ["Hotdogs/Pretzels", "takeaway"],
]);

function* visitRows(fields: Fields, siteKey: string, line: number): Generator<ImportRow> {
  const report = reportOn(line, siteKey);
  if (/^(1900-01-01|0?1\/0?1\/1900)/.test(fields.inspection_date)) {
    const published = "NotYetInspected";
    yield { kind: "rating", line, siteKey, visitKey: null, published, inputs: {}, ratedOn: null };
    return;
  }
  const visitedOn = dateOf(fields.inspection_date);
  if (!visitedOn) {
    yield report("inspection_date", fields.inspection_date, "bad-date", "row-refused");
    return;
  }
  const type = cleanText(fields.inspection_type, 150);
  const visitKey = `${siteKey}:${visitedOn}:${type ?? ""}`;
  const at = { line, siteKey, visitKey };
  yield { kind: "visit", line, siteKey, key: visitKey, visitedOn, type };

  const isClosed = /\b(closed by DOHMH|re-closed)/i.test(fields.action);
  const published = isClosed ? "Closed" : cleanText(fields.grade, 40);
  const score = yield* scoreOf(fields.score, report);
  const inputs = isClosed ? { ...score, closedByOrder: true } : score;
  if (published) yield { kind: "rating", ...at, published, inputs, ratedOn: visitedOn };
  yield* findingRows(fields, at, report);
}

function* scoreOf(text: string, report: Report): Generator<ImportRow, Record<string, number>> {
  if (text === "") return {};
  if (/^\d{1,3}$/.test(text)) return { score: Number(text) };
  yield report("score", text, "bad-score", "field-dropped");
  return {};
}

const SEVERITIES: ReadonlyMap<string, FindingRow["severity"]> = new Map([
  ["Critical", "significant"],
  ["Not Critical", "minor"],
  ["Not Applicable", null],
]);

function* findingRows(
  fields: Fields,
  at: Pick<FindingRow, "line" | "siteKey" | "visitKey">,
  report: Report,
): Generator<ImportRow> {
  const code = cleanText(fields.violation_code, 50);
  const text = cleanText(fields.violation_description, 2000) ?? code;
  if (!text) return;
  const flag = cleanText(fields.critical_flag, 100);
  const severity = SEVERITIES.get(flag ?? "");
  if (severity === undefined) yield report("critical_flag", flag, "unknown-severity", "noted");
  yield {
    kind: "finding",
    ...at,
    code,
    text,
    severity: severity ?? null,
    severityAsPublished: flag,
    correctedOnSite: false,
    action: cleanText(fields.action, 300),
    courtOutcome: null,
    fine: null,
  };
}
