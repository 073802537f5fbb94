import { type ImportRow, type SnapshotRow, UnreadableFile } from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { readCsv } from "@/importers/csv";
import type { Format, ImportFile, ReadOptions } from "@/importers/format";
import { readBusinesses } from "@/importers/lives-businesses";
import { readInspections, readViolations, type VisitsOfDay } from "@/importers/lives-inspections";
import { reportOn } from "@/importers/report";
import { readDate, readWebAddress, slugOf } from "@/importers/values";

/** LIVES, a feed of several CSV files with scores out of 100, and San Francisco's variant of it. */
export const lives: Format = {
  id: "lives",
  grouping: "set",
  repeats: false,
  accepts: (name) =>
    /^(businesses|inspections(_plus)?|violations(_plus)?|feed_info|legend)\.csv$/i.test(name),
  async *read(files, options) {
    const find = fileFinder(files);
    const businesses = find("businesses.csv");
    const inspections = find("inspections_plus.csv", "inspections.csv");
    const violations = find("violations_plus.csv", "violations.csv");
    const legend = find("legend.csv");
    if (!businesses || !inspections) {
      throw new UnreadableFile("The feed lacks businesses.csv or inspections.csv.");
    }
    yield* snapshotRows(find("feed_info.csv"), options);
    if (legend) yield* checkLegend(legend);
    yield* readBusinesses(businesses);
    // A violation names a business and a day, not a visit, so the visits are held to find it by:
    // some 200 bytes an inspection, the one thing here that grows with the feed.
    const visits: VisitsOfDay = new Map();
    yield* readInspections(inspections, visits);
    if (violations) yield* readViolations(violations, visits);
  },
};

/** Finds the first of the names that is there; San Francisco publishes a fuller `_plus` beside. */
function fileFinder(files: readonly ImportFile[]) {
  return (...names: string[]): ImportFile | null => {
    for (const name of names) {
      const found = files.filter((file) => file.name.toLowerCase() === name);
      if (found.length > 1) throw new UnreadableFile(`The feed holds ${name} more than once.`);
      if (found[0]) return found[0];
    }
    return null;
  };
}

async function* snapshotRows(
  feedInfo: ImportFile | null,
  options: ReadOptions,
): AsyncGenerator<ImportRow> {
  const info = feedInfo ? await readFeedInfo(feedInfo) : null;
  const name = cleanText(options.authority ?? info?.municipality_name ?? "", 200);
  if (!name) {
    throw new UnreadableFile(
      "The feed does not say whose records it holds. Give the authority's name with --authority.",
    );
  }
  const website = readWebAddress(info?.municipality_url);
  const slug = slugOf(`us ${name}`);
  const asOf = readDate(info?.feed_date);
  const snapshot: SnapshotRow = {
    kind: "snapshot",
    source: {
      key: `lives:${slug}`,
      name: `Restaurant inspections of ${name} (LIVES)`,
      licence: null,
      licenceUrl: null,
      url: website,
      language: "en",
    },
    authority: {
      slug,
      name,
      country: "US",
      website,
      email: cleanText(info?.contact_email ?? "", 200),
      invented: false,
    },
    domain: "food",
    asOf,
    scheme: "us-sf-score@2005",
  };
  yield snapshot;
  const report = reportOn(2, null);
  if (info?.feed_date && !asOf) {
    yield report("feed_info.csv feed_date", info.feed_date, "bad-date", "field-dropped");
  }
  if (info?.municipality_url && !website) {
    const url = info.municipality_url;
    yield report("feed_info.csv municipality_url", url, "bad-web-address", "field-dropped");
  }
}

async function readFeedInfo(file: ImportFile) {
  const shape = {
    required: ["municipality_name"],
    optional: ["feed_date", "municipality_url", "contact_email"],
    windows1252: true,
  } as const;
  for await (const record of readCsv(file, shape)) {
    if (record.kind === "record") return record.fields;
  }
  return null;
}

/** The bands of San Francisco's scheme, the only one under which scores are read. */
const BANDS = ["0-70", "71-85", "86-90", "91-100"];

/** A feed with bands of its own still has its scores shown under San Francisco's words. */
async function* checkLegend(file: ImportFile): AsyncGenerator<ImportRow> {
  const shape = {
    required: ["minimum_score", "maximum_score", "description"],
    windows1252: true,
  } as const;
  for await (const record of readCsv(file, shape)) {
    if (record.kind === "issue") {
      yield record;
      continue;
    }
    const { minimum_score, maximum_score, description } = record.fields;
    const band = `${minimum_score}-${maximum_score}`;
    if (BANDS.includes(band)) continue;
    const report = reportOn(record.line, null);
    yield report("legend.csv", `${band} ${description}`, "band-unlike-the-scheme", "noted");
  }
}
