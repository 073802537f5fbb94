import type {
  FindingRow,
  ImportRow,
  IsoDate,
  IssueRow,
  RatingRow,
  SiteRow,
  SnapshotRow,
  VisitRow,
} from "@/core/import-row";
import { UnreadableFile } from "@/core/import-row";
import { isPersonalNumber } from "@/core/personal-number";
import { clearOfPersons } from "@/core/personal-row";
import { isInForce, type Scheme, schemeKey, versionOn } from "@/core/scheme";
import type { Tx } from "@/db/client";
import {
  contradictionOf,
  createStagingTables,
  findingCells,
  ratingCells,
  resultOf,
  siteCells,
  visitCells,
} from "@/db/commands/staged-rows";
import { readScheme } from "@/db/queries/list-schemes";

export interface Staged {
  snapshot: SnapshotRow;
  asOf: IsoDate;
  /** The version that the file names. */
  scheme: Scheme;
  /** All of the same scheme. */
  versions: Scheme[];
  counts: { sites: number; visits: number; findings: number; ratings: number };
}

/** A snapshot that must not be taken over as it is, with a sentence for who runs the import. */
export class ImportRefused extends Error {
  override name = "ImportRefused";
  /** True where a person may say that it is right all the same. */
  held: boolean;

  constructor(message: string, options: { held?: boolean } = {}) {
    super(message);
    this.held = options.held ?? false;
  }
}

/**
 * Streams a snapshot's rows into temporary tables `staged_sites`, `staged_visits`,
 * `staged_findings`, `staged_ratings` and `staged_issues`, with tokens, grid positions, hashes and
 * the standing that each published word means.
 */
export async function stageSnapshot(
  tx: Tx,
  rows: AsyncIterable<ImportRow>,
  options: { asOf: IsoDate | null; onRow: () => void },
): Promise<Staged> {
  const tables = await createStagingTables(tx);
  const counts = { sites: 0, visits: 0, findings: 0, ratings: 0 };
  let staged: Staged | null = null;
  let late = 0;
  const issue = (row: Omit<IssueRow, "kind">) =>
    tables.issues.add([row.line, row.key, row.field, row.value, row.problem, row.action]);
  for await (const told of rows) {
    if (told.kind === "snapshot") {
      staged ??= await readHeader(tx, told, options.asOf, counts);
      if (!isInForce(staged.scheme, staged.asOf)) {
        await issue({
          line: 1,
          key: null,
          field: "scheme",
          value: told.scheme,
          problem: "scheme-not-in-force",
          action: "noted",
        });
      }
      continue;
    }
    const { row, issues } = clearOfPersons(told);
    for (const refused of issues) await issue(refused);
    if (!row) continue;
    if (row.kind === "issue") {
      await issue(row);
      continue;
    }
    if (!staged) throw new UnreadableFile("The file does not say whose records it holds.");
    options.onRow();
    if (!isStorable(row)) {
      await issue({
        line: row.line,
        key: keyOf(row).slice(0, KEY_LENGTH_MAX),
        field: "key",
        value: null,
        problem: "key-too-long",
        action: "row-refused",
      });
      continue;
    }
    if (row.kind === "site") {
      counts.sites += 1;
      await tables.sites.add(siteCells(row));
    } else if (row.kind === "visit") {
      if (isAfter(row.visitedOn, staged.asOf)) {
        late += 1;
        await issue({
          line: row.line,
          key: row.siteKey,
          field: "visitedOn",
          value: row.visitedOn,
          problem: "date-after-snapshot",
          action: "row-refused",
        });
        continue;
      }
      counts.visits += 1;
      await tables.visits.add(visitCells(row));
    } else if (row.kind === "finding") {
      counts.findings += 1;
      await tables.findings.add(findingCells(row));
    } else {
      const known = dated(row, staged.asOf);
      if (known !== row) {
        late += 1;
        await issue({
          line: row.line,
          key: row.siteKey,
          field: "ratedOn",
          value: row.ratedOn,
          problem: "date-after-snapshot",
          action: "field-dropped",
        });
      }
      const scheme = versionOn(staged.scheme, staged.versions, known.ratedOn);
      const result = resultOf(known, scheme);
      if (result === "no-result") continue;
      if (result.scheme === null && row.published !== null) {
        await issue({
          line: row.line,
          key: row.siteKey,
          field: "published",
          value: row.published,
          problem: "word-that-no-scheme-maps",
          action: "noted",
        });
      }
      const contradiction = contradictionOf(known, scheme, result.outcome);
      if (contradiction !== null) {
        await issue({
          line: row.line,
          key: row.siteKey,
          field: "published",
          value: `${row.published}, not ${contradiction}`,
          problem: "contradicts-its-inputs",
          action: "noted",
        });
      }
      counts.ratings += 1;
      await tables.ratings.add(ratingCells(known, result));
    }
  }
  if (!staged || counts.sites === 0) throw new UnreadableFile("The file holds no site.");
  if (late > LATE_MIN && late > (counts.visits + counts.ratings) * LATE_SHARE) {
    throw new ImportRefused(
      `${late} visits or results are dated after ${staged.asOf}. Check the day of the snapshot.`,
    );
  }
  for (const table of Object.values(tables)) await table.flush();
  // Joined by their keys alone; statistics of the tokens would take longer than the joins.
  await tx`analyze staged_sites (key), staged_visits (key, site_key), staged_findings (visit_key),
    staged_ratings (site_key, visit_key)`;
  return staged;
}

async function readHeader(
  tx: Tx,
  snapshot: SnapshotRow,
  asOf: IsoDate | null,
  counts: Staged["counts"],
): Promise<Staged> {
  const day = asOf ?? snapshot.asOf;
  if (!day) {
    throw new ImportRefused(
      "The file does not say from which day it is. Give the day with --as-of YYYY-MM-DD.",
    );
  }
  const { source, authority } = snapshot;
  const told = [...Object.values(source), ...Object.values(authority)];
  if (told.some((text) => typeof text === "string" && isPersonalNumber(text))) {
    throw new ImportRefused("What the file says of itself holds the number of a natural person.");
  }
  const [id = ""] = snapshot.scheme.split("@");
  const rows = await tx<{ text: string }[]>`
    select text from schemes where id = ${id} order by version`;
  const versions = rows.map(readScheme);
  const scheme = versions.find((one) => schemeKey(one) === snapshot.scheme);
  if (!scheme) throw new ImportRefused(`The scheme ${snapshot.scheme} is not registered.`);
  return { snapshot, asOf: day, scheme, versions, counts };
}

/** A result cannot be of a later day than the snapshot that reports it. */
function dated(row: RatingRow, asOf: IsoDate): RatingRow {
  return row.ratedOn && isAfter(row.ratedOn, asOf) ? { ...row, ratedOn: null } : row;
}

/** Later than the snapshot's day, with a day of grace for time zones. */
function isAfter(day: IsoDate, asOf: IsoDate): boolean {
  return day > asOf && Date.parse(day) > Date.parse(asOf) + 24 * 3600 * 1000;
}

/** A few dates are typing errors; more than that, and it is the snapshot's own day that is wrong. */
const LATE_MIN = 10;
const LATE_SHARE = 0.01;

/** Longer ones are no ids, and no index holds them. */
const KEY_LENGTH_MAX = 300;

function isStorable(row: SiteRow | VisitRow | FindingRow | RatingRow): boolean {
  const visitKey = row.kind === "visit" ? row.key : row.kind === "site" ? "" : row.visitKey;
  return keyOf(row).length <= KEY_LENGTH_MAX && (visitKey ?? "").length <= KEY_LENGTH_MAX;
}

function keyOf(row: SiteRow | VisitRow | FindingRow | RatingRow): string {
  return row.kind === "site" ? row.key : row.siteKey;
}
