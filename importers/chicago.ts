import { createHash } from "node:crypto";
import type { Category } from "@/core/category";
import {
  type ImportRow,
  type IsoDate,
  type IssueRow,
  type SiteRow,
  type SnapshotRow,
  UnreadableFile,
} from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { type CsvRecord, readCsv } from "@/importers/csv";
import type { Format, ImportFile } from "@/importers/format";
import { reportOn } from "@/importers/report";
import { SiteMemory } from "@/importers/site-memory";
import { readCoordinates, readDate, slugOf } from "@/importers/values";

/** Chicago's food inspections, one row a visit with all its violations in one cell. */
export const chicago: Format = {
  id: "chicago",
  grouping: "file",
  repeats: true,
  accepts: (name) => /food[-_ ]inspections.*\.csv$/i.test(name),
  async *read(files) {
    for (const file of files) yield* readFile(file);
  },
};

const SNAPSHOT: SnapshotRow = {
  kind: "snapshot",
  source: {
    key: "chicago:food-inspections",
    name: "Food Inspections, City of Chicago",
    licence: null,
    licenceUrl: null,
    url: "https://data.cityofchicago.org/Health-Human-Services/Food-Inspections/4ijn-s7e5",
    language: "en",
  },
  authority: {
    slug: "us-chicago-cdph",
    name: "Chicago Department of Public Health",
    country: "US",
    website: "https://www.chicago.gov/city/en/depts/cdph.html",
    email: null,
    invented: false,
  },
  domain: "food",
  asOf: null,
  scheme: "us-chicago@2018-07",
};

const COLUMNS = [
  "inspection_id",
  "dba_name",
  "license",
  "facility_type",
  "address",
  "city",
  "zip",
  "inspection_date",
  "inspection_type",
  "results",
  "violations",
  "latitude",
  "longitude",
] as const;

type Fields = CsvRecord<(typeof COLUMNS)[number]>["fields"];

async function* readFile(file: ImportFile): AsyncGenerator<ImportRow> {
  yield SNAPSHOT;
  const sites = new SiteMemory();
  // One date a site: the newest visits come first in the files met, and what an older one says of
  // its site is out of date.
  const latest = new Map<string, IsoDate>();
  let count = 0;
  for await (const record of readCsv(file, { required: COLUMNS })) {
    if (record.kind === "issue") {
      yield record;
      continue;
    }
    count += 1;
    const { fields, line } = record;
    const { site, issues } = siteOf(fields, line);
    if (!site) {
      yield* issues;
      continue;
    }
    const visitedOn = readDate(fields.inspection_date, "mdy") ?? "";
    if (visitedOn >= (latest.get(site.key) ?? "")) {
      latest.set(site.key, visitedOn);
      if (sites.isNews(site)) {
        yield* issues;
        yield site;
      }
    }
    yield* visitRows(fields, visitedOn, site.key, line);
  }
  if (count === 0) throw new UnreadableFile("The file holds no inspection.");
}

function siteOf(fields: Fields, line: number): { site: SiteRow | null; issues: IssueRow[] } {
  const name = cleanText(fields.dba_name, 300);
  const address = cleanText(fields.address, 300);
  const license = /^0*$/.test(fields.license) ? null : cleanText(fields.license, 100);
  const key = license ?? unlicensedKey(name, address);
  const report = reportOn(line, key);
  if (!name) return { site: null, issues: [report("dba_name", null, "missing", "row-refused")] };
  const issues: IssueRow[] = [];
  if (!license) issues.push(report("license", fields.license, "no-license-number", "repaired"));
  const type = cleanText(fields.facility_type, 100);
  const category = categoryOf(type);
  if (!category) issues.push(report("facility_type", type, "unknown-category", "noted"));
  const position = readCoordinates(fields.latitude, fields.longitude);
  if (position === "invalid") {
    const value = `${fields.latitude}, ${fields.longitude}`;
    issues.push(report("position", value, "bad-coordinates", "field-dropped"));
  }
  const postcode = /^\d{5}(-\d{4})?$/.test(fields.zip) ? fields.zip : null;
  if (fields.zip && !postcode) {
    issues.push(report("zip", fields.zip, "bad-postcode", "field-dropped"));
  }
  const site: SiteRow = {
    kind: "site",
    line,
    key,
    name,
    siteKind: category === "mobile" ? "mobile" : "fixed",
    category: category ?? "other",
    categoryAsPublished: type,
    address,
    locality: cleanText(fields.city, 100),
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

/** Without a licence number a site is known by its name and address. */
function unlicensedKey(name: string | null, address: string | null): string {
  const text = `${slugOf(name ?? "")}|${slugOf(address ?? "")}`;
  return `unlicensed-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
}

function* visitRows(
  fields: Fields,
  visitedOn: IsoDate,
  siteKey: string,
  line: number,
): Generator<ImportRow> {
  const report = reportOn(line, siteKey);
  const key = cleanText(fields.inspection_id, 100);
  if (!key || !visitedOn) {
    yield key
      ? report("inspection_date", fields.inspection_date, "bad-date", "row-refused")
      : report("inspection_id", null, "missing", "row-refused");
    return;
  }
  const type = cleanText(fields.inspection_type, 100);
  yield { kind: "visit", line, siteKey, key, visitedOn, type };
  const published = cleanText(fields.results, 100);
  const at = { line, siteKey, visitKey: key };
  if (published) yield { kind: "rating", ...at, published, inputs: {}, ratedOn: visitedOn };
  else yield report("results", null, "missing", "noted");
  for (const violation of splitViolations(fields.violations)) {
    if (!violation.code) yield report("violations", violation.text, "no-violation-number", "noted");
    const text = cleanText(violation.text, TEXT_MAX);
    if (!text) continue;
    if (cleanText(violation.text, TEXT_MAX + 1) !== text) {
      yield report("violations", violation.code, "text-cut", "repaired");
    }
    yield {
      kind: "finding",
      ...at,
      code: violation.code,
      text,
      severity: null,
      severityAsPublished: null,
      correctedOnSite: false,
      action: null,
      courtOutcome: null,
      fine: null,
    };
  }
}

const TEXT_MAX = 2000;

/** From `55. TITLE - Comments: words | 56. TITLE`; bars inside comments do not separate. */
function splitViolations(text: string): { code: string | null; text: string }[] {
  if (text === "") return [];
  return text.split(/\s\|\s(?=\d+\.\s)/).map((part) => {
    const [, code = null, title = part] = /^(\d+)\.\s+(.*)$/s.exec(part.trim()) ?? [];
    return { code, text: title.replace(/\s+- Comments:\s*/, " – ").replace(/\s–\s*$/, "") };
  });
}

function categoryOf(type: string | null): Category | null {
  if (!type) return null;
  return CATEGORIES.find(([words]) => words.test(type))?.[1] ?? null;
}

/** The city's inspectors type the kind freely, hundreds of spellings; the first match counts. */
const CATEGORIES: readonly (readonly [RegExp, Category])[] = [
  [/mobile|pushcart|push cart|truck|pop-up/i, "mobile"],
  [/day ?care|children|long term care|nursing|assisted|supportive|hospital|shelter|adult/i, "care"],
  [/school|college|university|culinary|after ?school/i, "school"],
  [/hotel|motel|bed and breakfast/i, "hotel"],
  [/bakery|paleteria|donut/i, "bakery"],
  [/tavern|\bbar\b|lounge|night ?club|brewpub|brew pub/i, "bar"],
  [/supermarket/i, "supermarket"],
  [/wholesale|distribut|warehouse/i, "distributor"],
  [/commissary|shared kitchen|commercial kitchen|producer|manufactur|butcher|packag/i, "producer"],
  [/golden diner|catering|caterer|cafeteria|church|banquet|rooftop|theater|stadium/i, "canteen"],
  [/kiosk|take ?out|ice cream|coffee cart|smoothie|juice/i, "takeaway"],
  [
    /grocery|liquor|store|convenient|convenience|gas station|candy|deli|meat market|market/i,
    "shop",
  ],
  [/restaurant|cafe|coffee|diner/i, "restaurant"],
];
