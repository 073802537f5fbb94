import type { ImportRow, IsoDate, SnapshotRow } from "@/core/import-row";
import { castParts } from "@/server/demo-data/cast";
import { daysBefore } from "@/server/demo-data/days";
import { Dice } from "@/server/demo-data/dice";
import { RONGCHENG } from "@/server/demo-data/rongcheng";
import { makeStory, type Story } from "@/server/demo-data/story";
import { TALLINN } from "@/server/demo-data/tallinn";
import { tell } from "@/server/demo-data/tell";
import { TORONTO } from "@/server/demo-data/toronto";
import type { Programme, Town } from "@/server/demo-data/town";

export interface DemoSnapshot {
  name: string;
  asOf: IsoDate;
  rows: () => Iterable<ImportRow>;
}

const TOWNS = [TALLINN, RONGCHENG, TORONTO];

/** How many days before today each source was last published; food also some weeks earlier. */
const LAST_DAYS_AGO: Readonly<Record<string, number>> = {
  "demo:tallinn": 3,
  "demo:rongcheng": 2,
  "demo:toronto": 1,
};
const GOODS_DAYS_AGO = 9;
const WEEKS_DAYS = 27;

/**
 * The invented data of the demo as snapshots in order of date, each complete: per town two of food,
 * some weeks apart, and one of goods. The same day gives the same rows.
 */
export function demoSnapshots(today: IsoDate): DemoSnapshot[] {
  const snapshots = TOWNS.flatMap((town) =>
    town.programmes.flatMap((programme) => snapshotsOf(town, programme, today)),
  );
  return snapshots.sort((a, b) => Date.parse(a.asOf) - Date.parse(b.asOf));
}

function snapshotsOf(town: Town, programme: Programme, today: IsoDate): DemoSnapshot[] {
  const last = daysBefore(today, LAST_DAYS_AGO[programme.sourceKey] ?? GOODS_DAYS_AGO);
  const first = daysBefore(last, WEEKS_DAYS);
  const stories = makeStories(town, programme, { first, last });
  return (programme.domain === "food" ? [first, last] : [last]).map((asOf) => ({
    name: `${programme.sourceKey} ${asOf}`,
    asOf,
    rows: () => snapshotRows(town, programme, stories, asOf),
  }));
}

function makeStories(town: Town, programme: Programme, days: { first: IsoDate; last: IsoDate }) {
  const parts = castParts(programme, new Dice(programme.sourceKey));
  const stage = { town, programme, days, taken: new Set<string>() };
  // Dice of its own for each site: a change to one leaves the others as they are.
  return parts.map((part, number) =>
    makeStory(part, number, stage, new Dice(`${programme.sourceKey} ${number}`)),
  );
}

function* snapshotRows(
  town: Town,
  programme: Programme,
  stories: readonly Story[],
  asOf: IsoDate,
): Generator<ImportRow> {
  yield header(town, programme, asOf);
  for (const [index, story] of stories.entries()) yield* tell(story, asOf, index + 1);
}

function header(town: Town, programme: Programme, asOf: IsoDate): SnapshotRow {
  const { slug, name } = programme.authority;
  return {
    kind: "snapshot",
    source: {
      key: programme.sourceKey,
      name: programme.sourceName,
      licence: "CC0-1.0",
      licenceUrl: "https://creativecommons.org/publicdomain/zero/1.0/",
      url: null,
      language: town.language,
    },
    authority: {
      slug,
      name,
      country: town.country,
      website: `https://${slug}.example`,
      email: `post@${slug}.example`,
      invented: true,
      timeZone: town.timeZone,
    },
    domain: programme.domain,
    asOf,
    scheme: programme.scheme,
  };
}
