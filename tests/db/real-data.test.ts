import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { fhrs } from "@/importers/fhrs";
import { nyc } from "@/importers/nyc";
import { smilefjes } from "@/importers/smilefjes";
import { importFiles } from "@/server/import-files";
import { recomputeAll } from "@/server/recompute-all";
import { createDatabase } from "@/tests/support/database";

const ALL = "../shared/data";
const DATA = `${ALL}/uk-fhrs`;
const OPTIONS = { asOf: null, partial: false, acceptGone: false, shortcut: false };

async function withBoard(locations: string[], work: (db: Db) => Promise<void>): Promise<void> {
  const database = await createDatabase();
  const db = connect(database.url, { max: 2 });
  try {
    const results = await importFiles(db, fhrs, locations, OPTIONS);
    expect(results.filter(({ state }) => state === "refused" || state === "held")).toEqual([]);
    await work(db);
  } finally {
    await db.end();
    await database.drop();
  }
}

/** The one value that a query gives. */
async function one(query: PromiseLike<readonly Record<string, unknown>[]>): Promise<unknown> {
  return Object.values((await query)[0] ?? {})[0];
}

describe.runIf(existsSync(DATA))("real UK files", () => {
  test("every one of the 25,175 scored places of November keeps its published rating", () =>
    withBoard([`${DATA}/2020-11-15`], async (db) => {
      // 35,565 records, of which 29 repeat an id.
      expect(await one(db`select count(*) from listings`)).toBe(35_536);
      expect(
        await one(
          db`select count(*) from ratings where published ~ '^[0-5]$' and outcome is distinct from published`,
        ),
      ).toBe(0);
      const scored = db`select count(*) from ratings where inputs ? 'hygiene' and inputs ? 'structural' and inputs ? 'confidence'`;
      const repeated = db`
        select count(*) from import_issues where problem in ('repeated-id', 'conflicting-id')`;
      expect(await one(repeated)).toBe(29);
      expect(await one(scored)).toBeGreaterThan(25_175 - 29);
    }));

  const [august, november] = ["2020-08-10", "2020-11-15"].map(
    (day) => `${DATA}/${day}/FHRS506en-GB.xml.gz`,
  );

  test("Camden from August to November: 191 ids more, 95 fewer, 77 ratings changed", () =>
    withBoard([august ?? "", november ?? ""], async (db) => {
      const ids = db`
        select
          count(*) filter (where first_seen_on = '2020-11-14') as new,
          count(*) filter (where coalesce(gone_on, released_on) = '2020-11-14') as gone
        from site_sources`;
      expect((await ids)[0]).toEqual({ new: 191, gone: 95 });
      const changed = db`
        select count(*) from ratings later
        join ratings earlier on earlier.superseded_by = later.id
        where earlier.published <> later.published
          and not exists (select from site_sources l where l.site_id = later.site_id and l.replaced)`;
      expect(await one(changed)).toBe(77);
      expect(await one(db`select count(*) from listings where state = 'open'`)).toBe(3556);
    }));

  test("Camden in November and August afterwards: time does not turn back", () =>
    withBoard([november ?? "", august ?? ""], async (db) => {
      expect(await one(db`select count(*) from listings where state = 'open'`)).toBe(3556);
      expect(
        await one(
          db`select count(*) from listings where food_as_of = '2020-07-19' and state = 'open'`,
        ),
      ).toBe(0);
      expect(
        await one(db`select count(*) from ratings where superseded_by is not null`),
      ).toBeGreaterThan(77);
    }));
});

describe.runIf(existsSync(ALL))("published results that their own inputs contradict", () => {
  test.each([
    ["New York: one letter", nyc, "us-nyc/43nn-pn8j.1000rows.csv", null, 1],
    [
      "Norway: 370 lifted grades",
      smilefjes,
      "no-smilefjes/tilsyn-2026-08-22.geojson.gz",
      "2026-08-22",
      370,
    ],
  ] as const)(
    "%s, kept as published and named in the report",
    async (_, format, file, asOf, count) => {
      const database = await createDatabase();
      const db = connect(database.url, { max: 2 });
      const [result] = await importFiles(db, format, [`${ALL}/${file}`], { ...OPTIONS, asOf });
      expect(result?.state).toBe("applied");
      const named = db`select count(*) from import_issues where problem = 'contradicts-its-inputs'`;
      expect(await one(named)).toBe(count);
      const { isSound } = await recomputeAll(db);
      expect(isSound).toBe(true);
      await db.end();
      await database.drop();
    },
  );
});
