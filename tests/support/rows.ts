import type {
  FindingRow,
  ImportRow,
  IsoDate,
  RatingRow,
  SiteRow,
  SnapshotRow,
  VisitRow,
} from "@/core/import-row";
import type { Db } from "@/db/client";
import { type ImportRequest, importSnapshot } from "@/db/commands/import-snapshot";

/** The first row of an invented town's file; `uk-fhrs` ratings unless said otherwise. */
export function snapshot(changes: Partial<SnapshotRow> & { town?: string } = {}): SnapshotRow {
  const { town = "Testham", ...rest } = changes;
  return {
    kind: "snapshot",
    source: {
      key: `test:${town.toLowerCase()}`,
      name: `Ratings of ${town}`,
      licence: "CC0-1.0",
      licenceUrl: null,
      url: null,
      language: "en",
    },
    authority: {
      slug: town.toLowerCase(),
      name: town,
      country: "GB",
      website: null,
      email: null,
      invented: true,
    },
    domain: "food",
    asOf: null,
    scheme: "uk-fhrs@2018-11",
    ...rest,
  };
}

export function site(key: string, changes: Partial<SiteRow> = {}): SiteRow {
  return {
    kind: "site",
    line: Number(key.replace(/\D/g, "")) || 1,
    key,
    name: `Cafe Number${key}`,
    siteKind: "fixed",
    category: "restaurant",
    categoryAsPublished: "Restaurant",
    address: `${key} High Street`,
    locality: "Testham",
    postcode: `TE${key} 1ST`,
    position: { lat: 51.5, lon: -0.1 },
    website: null,
    operator: null,
    closedOn: null,
    resultPending: false,
    reply: null,
    formerNames: [],
    ...changes,
  };
}

export function rating(
  siteKey: string,
  published: string | null,
  changes: Partial<RatingRow> = {},
): RatingRow {
  return {
    kind: "rating",
    line: Number(siteKey.replace(/\D/g, "")) || 1,
    siteKey,
    visitKey: null,
    published,
    inputs: {},
    ratedOn: "2020-01-15",
    ...changes,
  };
}

export function visit(siteKey: string, key: string, visitedOn: IsoDate): VisitRow {
  return { kind: "visit", line: 1, siteKey, key, visitedOn, type: "Routine" };
}

export function finding(siteKey: string, visitKey: string, text: string): FindingRow {
  return {
    kind: "finding",
    line: 1,
    siteKey,
    visitKey,
    code: null,
    text,
    severity: "minor",
    severityAsPublished: "M - Minor",
    correctedOnSite: false,
    action: null,
    courtOutcome: null,
    fine: null,
  };
}

/** Loads rows as a snapshot of a day. */
export function load(
  db: Db,
  asOf: IsoDate,
  rows: Iterable<ImportRow>,
  changes: Partial<ImportRequest> = {},
) {
  return importSnapshot(db, {
    format: "test",
    repeats: false,
    file: `test-${asOf}`,
    fileHash: null,
    rows: (async function* () {
      yield* rows;
    })(),
    asOf,
    partial: false,
    acceptGone: false,
    startedAt: new Date("2026-01-01T00:00:00Z"),
    ...changes,
  });
}
