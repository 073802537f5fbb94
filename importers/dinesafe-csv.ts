import type { ImportRow, RatingRow } from "@/core/import-row";
import { UnreadableFile } from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { readCsv } from "@/importers/csv";
import { findingRows, siteOf } from "@/importers/dinesafe-rows";
import type { ImportFile } from "@/importers/format";
import { reportOn } from "@/importers/report";
import { SiteMemory } from "@/importers/site-memory";
import { readDate } from "@/importers/values";

/**
 * DineSafe's CSV, one row an infraction. `Establishment Status` is the latest status, repeated on
 * every earlier visit: it becomes the site's rating and is no visit's result.
 */
export async function* readDinesafeCsv(file: ImportFile): AsyncGenerator<ImportRow> {
  const sites = new SiteMemory();
  // One entry an establishment: rows of one are together in the files met, but need not be.
  const statuses = new Map<string, RatingRow>();
  let count = 0;
  for await (const record of readCsv(file, { required: COLUMNS, optional: OPTIONAL })) {
    if (record.kind === "issue") {
      yield record;
      continue;
    }
    count += 1;
    const { fields, line } = record;
    const { site, issues } = siteOf(
      {
        id: fields.establishment_id,
        name: fields.establishment_name,
        type: fields.establishment_type,
        address: fields.establishment_address,
        latitude: fields.latitude ?? "",
        longitude: fields.longitude ?? "",
      },
      line,
    );
    const isNews = !site || sites.isNews(site);
    if (isNews) yield* issues;
    if (!site) continue;
    if (isNews) yield site;

    const siteKey = site.key;
    const report = reportOn(line, siteKey);
    const visitedOn = readDate(fields.inspection_date);
    yield* keepStatus(statuses, {
      kind: "rating",
      line,
      siteKey,
      visitKey: null,
      published: cleanText(fields.establishment_status, 100),
      inputs: {},
      ratedOn: visitedOn,
    });
    if (!visitedOn) {
      const isBlank = !fields.inspection_date && !fields.infraction_details;
      if (!isBlank)
        yield report("inspection_date", fields.inspection_date, "bad-date", "row-refused");
      continue;
    }
    const visitKey = cleanText(fields.inspection_id, 100) ?? `${siteKey}:${visitedOn}`;
    yield { kind: "visit", line, siteKey, key: visitKey, visitedOn, type: null };
    yield* findingRows(
      {
        details: fields.infraction_details,
        severity: fields.severity,
        action: fields.action,
        courtOutcome: fields.outcome ?? fields.court_outcome ?? "",
        amountFined: fields.amount_fined,
      },
      { line, siteKey, visitKey },
    );
  }
  if (count === 0) throw new UnreadableFile("The file holds no inspection.");
  yield* statuses.values();
}

/** Keeps the status on the row of the latest visit, the last of equals. */
function* keepStatus(statuses: Map<string, RatingRow>, rating: RatingRow): Generator<ImportRow> {
  const known = statuses.get(rating.siteKey);
  if (known && !rating.published) return;
  if (known?.published && known.published !== rating.published) {
    const report = reportOn(rating.line, rating.siteKey);
    yield report("establishment_status", rating.published, "conflicting-status", "noted");
  }
  if (!known || (rating.ratedOn ?? "") >= (known.ratedOn ?? "")) {
    statuses.set(rating.siteKey, rating);
  }
}

const COLUMNS = [
  "establishment_id",
  "inspection_id",
  "establishment_name",
  "establishment_type",
  "establishment_address",
  "establishment_status",
  "infraction_details",
  "inspection_date",
  "severity",
  "action",
  "amount_fined",
] as const;

const OPTIONAL = ["latitude", "longitude", "outcome", "court_outcome"] as const;
