import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBoardQuery } from "@/core/board-query";
import { CATEGORIES } from "@/core/category";
import { distanceM } from "@/core/map-grid";
import { COLOURS, UNRATED_STATES } from "@/core/standing";
import { connect, type Db } from "@/db/client";
import { rebuild } from "@/db/commands/publish";
import { registerSchemes } from "@/db/commands/register-schemes";
import { findAuthority } from "@/db/queries/find-authority";
import { findBoardPage } from "@/db/queries/find-board-page";
import { findExtent } from "@/db/queries/find-extent";
import { findSite } from "@/db/queries/find-site";
import { listPublishers } from "@/db/queries/list-authorities";
import { listMapMarks } from "@/db/queries/list-map-marks";
import { seedScale } from "@/server/seed-scale";
import { createDatabase } from "@/tests/support/database";
import { dumpReadModels } from "@/tests/support/dump";

const NOW = new Date("2026-03-02T12:00:00Z");
/** Enough for a filter that finds more than 10,000. */
const SITES = 16_000;

let board: Db;
let dropBoard: () => Promise<void>;

async function open(): Promise<{ db: Db; drop: () => Promise<void> }> {
  const database = await createDatabase();
  const db = connect(database.url, { max: 4 });
  await registerSchemes(db);
  return { db, drop: () => db.end().then(() => database.drop()) };
}

beforeAll(async () => {
  const opened = await open();
  board = opened.db;
  dropBoard = opened.drop;
  await seedScale(board, SITES, NOW, () => {});
}, 120_000);

afterAll(() => dropBoard());

function ask(search: string, cursor: string | null = null, limit = 20) {
  const { query, refused } = parseBoardQuery(new URLSearchParams(search));
  expect(refused).toEqual([]);
  return findBoardPage(board, query, { cursor, limit });
}

test("a seeded board has every domain, standing, category and script", async () => {
  const [row] = await board<{ standings: string[]; categories: string[]; goods: number }[]>`
    select array_agg(distinct coalesce(food_standing, goods_standing)) as standings,
      array_agg(distinct category) as categories, count(goods_standing) as goods
    from listings`;
  expect(row?.standings.toSorted()).toEqual([...COLOURS, ...UNRATED_STATES].toSorted());
  expect(row?.categories.toSorted()).toEqual([...CATEGORIES].toSorted());
  expect(row?.goods).toBeGreaterThan(SITES / 20);
  for (const q of ["饭店", "مطعم", "Кафе", "Ταβέρνα", "Kitchen", "Pâtisserie", "Bäckerei"]) {
    expect((await ask(`q=${encodeURIComponent(q)}`)).total.value, q).toBeGreaterThan(0);
  }
});

test("a seeded site has its page with history, and one listed event", async () => {
  const [row] = await board<{ id: string }[]>`
    select l.public_id as id from listings l
    join inspections i on i.site_id = l.site_id
    join ratings r on r.site_id = l.site_id and r.superseded_by is not null
    join site_names n on n.site_id = l.site_id and n.valid_to is not null limit 1`;
  const site = await findSite(board, row?.id ?? "");
  if (!site || "mergedInto" in site) throw new Error("The site has no page.");
  expect(site.visits[0]?.findings).toHaveLength(1);
  expect(site.earlier).toHaveLength(1);
  expect(site.formerNames).toHaveLength(1);
  expect(site.authorityDetail.invented).toBe(true);
  const [events] = await board`
    select count(*)::int as events, count(distinct site_id)::int as sites, max(position) as last
    from events where kind = 'listed'`;
  expect(events).toEqual({ events: SITES, sites: SITES, last: SITES });
});

test("the same count on the same day is the same board, and is not made twice", async () => {
  const [first, second] = [await open(), await open()];
  try {
    for (const { db } of [first, second]) await seedScale(db, 500, NOW, () => {});
    const made = await dumpReadModels(first.db);
    expect(await dumpReadModels(second.db)).toEqual(made);
    expect(await seedScale(first.db, 500, NOW, () => {})).toEqual({ ok: true, sites: 500 });
    expect(await seedScale(first.db, 600, NOW, () => {})).toMatchObject({ ok: false });
    expect(await dumpReadModels(first.db)).toEqual(made);
  } finally {
    await first.drop();
    await second.drop();
  }
});

test("what the seed publishes is what a rebuild makes of its records", async () => {
  const opened = await open();
  try {
    await seedScale(opened.db, 500, NOW, () => {});
    const published = await dumpReadModels(opened.db);
    await opened.db.begin((tx) => rebuild(tx));
    expect(await dumpReadModels(opened.db)).toEqual(published);
  } finally {
    await opened.drop();
  }
});

test("the seed leaves every index and key of the schema in place", async () => {
  const opened = await open();
  const describe = (db: Db) => db`
    select indexdef as definition from pg_indexes where schemaname = 'public'
    union all
    select conrelid::regclass || pg_get_constraintdef(oid) from pg_constraint
    order by definition`;
  try {
    expect([...(await describe(board))]).toEqual([...(await describe(opened.db))]);
  } finally {
    await opened.drop();
  }
});

test("beyond 10,000 a filter by day says so, and its pages go on in order", async () => {
  const first = await ask("since=1990-01-01&sort=name", null, 200);
  expect(first.total).toEqual({ value: 10_000, capped: true });
  expect(first.counts).toBeNull();
  const second = await ask("since=1990-01-01&sort=name", first.next, 200);
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(400);
});

test("totals without words and day are exact however many there are", async () => {
  const [row] = await board<{ all: number; authority: number; disputed: number }[]>`
    select count(*) filter (where food_standing <> 'ceased') as all,
      count(*) filter (where food_standing <> 'ceased' and a.slug = 'scale-jade') as authority,
      count(*) filter (where food_standing = 'disputed') as disputed
    from listings l join authorities a on a.id = l.authority_id`;
  expect((await ask("")).total).toEqual({ value: row?.all, capped: false });
  expect((await ask("authority=scale-jade")).total.value).toBe(row?.authority);
  expect((await ask("colour=disputed")).total.value).toBe(row?.disputed);
});

test("nearest first finds what is far where nothing near has the words", async () => {
  const page = await ask(`q=${encodeURIComponent("Ταβέρνα")}&near=51.51,-0.12`);
  const distances = page.items.map(({ distanceM: metres }) => metres ?? 0);
  expect(distances.length).toBeGreaterThan(5);
  expect(distances[0]).toBeGreaterThan(1_000_000);
  // The grid's distances and the sphere's differ a little far away.
  for (const [i, metres] of distances.entries()) {
    expect(metres).toBeGreaterThan((distances[i - 1] ?? 0) * 0.95);
  }
});

test("nearest first without words is the order of all distances, page after page", async () => {
  const here = { lat: 51.51, lon: -0.12 };
  const seen: number[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 3; pages += 1) {
    const page = await ask(`near=${here.lat},${here.lon}`, cursor, 100);
    seen.push(...page.items.map(({ distanceM: metres }) => metres ?? 0));
    cursor = page.next;
  }
  const rows = await board<{ lat: number; lon: number }[]>`
    select lat_e6 / 1e6 as lat, lon_e6 / 1e6 as lon from listings
    where food_standing <> 'ceased' and lat_e6 is not null`;
  const all = rows.map((position) => distanceM(here, position)).sort((a, b) => a - b);
  // The grid's distances and the sphere's differ a little far from the middle.
  expect(seen[0]).toBe(all[0]);
  expect(Math.abs((seen[299] ?? 0) / (all[299] ?? 1) - 1)).toBeLessThan(0.05);
});

test("bounds of another continent, of the world at any zoom and across the date line agree with the map", async () => {
  for (const bbox of ["-100,-60,-60,-30", "-180,-85,180,85", "177,-20,-178,-15"]) {
    for (const filter of ["", "&authority=scale-albion", "&colour=never", "&since=2025-01-01"]) {
      const page = await ask(`bbox=${bbox}&z=3${filter}`);
      if (bbox === "-100,-60,-60,-30") expect(page.total.value).toBe(0);
      if (bbox === "-180,-85,180,85") {
        const { query } = parseBoardQuery(new URLSearchParams(filter));
        const { marks, capped } = await listMapMarks(board, query, { z: 0, x: 0, y: 0 });
        const onMap = marks.reduce(
          (sum, mark) =>
            sum +
            (mark.kind === "site"
              ? 1
              : Object.values(mark.counts).reduce((all, count) => all + count, 0)),
          0,
        );
        expect(capped).toBe(page.total.capped);
        expect(Math.min(onMap, capped ? 10_000 : onMap)).toBe(page.total.value);
      }
    }
  }
});

test("the extent of many holds every site, of few exactly", async () => {
  const { query } = parseBoardQuery(new URLSearchParams(""));
  const [exact] = await board<{ west: number; south: number; east: number; north: number }[]>`
    select min(lon_e6) / 1e6 as west, min(lat_e6) / 1e6 as south, max(lon_e6) / 1e6 as east,
      max(lat_e6) / 1e6 as north from listings where food_standing <> 'ceased'`;
  const box = await findExtent(board, query);
  if (!box || !exact) throw new Error("The board has no extent.");
  expect(box.west).toBeLessThanOrEqual(exact.west + 0.001);
  expect(box.north).toBeGreaterThanOrEqual(exact.north - 0.001);
  expect(box.east - box.west).toBeLessThan(exact.east - exact.west + 3);
  const few = await findExtent(board, { ...query, authority: "scale-aegis" });
  const [exactly] = await board`
    select min(lon_e6) / 1e6 as west, min(lat_e6) / 1e6 as south, max(lon_e6) / 1e6 as east,
      max(lat_e6) / 1e6 as north
    from listings l join authorities a on a.id = l.authority_id
    where food_standing <> 'ceased' and a.slug = 'scale-aegis'`;
  expect(few).toEqual(exactly);
});

test("the figures of an authority are those of its listings", async () => {
  const slug = "scale-albion";
  const [row] = await board`
    select count(*) filter (where food_standing = 'green')::int as green,
      count(*) filter (where state = 'open')::int as open,
      max(food_rated_on) filter (where food_standing in ('green', 'yellow', 'red')) as newest,
      percentile_disc(0.5) within group (order by date '2026-03-02' - food_rated_on)
        filter (where food_standing in ('green', 'yellow', 'red')) as median,
      count(*) filter (where food_standing in ('green', 'yellow', 'red')
        and food_rated_on + interval '36 months' < date '2026-03-02')::int as stale
    from listings l join authorities a on a.id = l.authority_id where a.slug = ${slug}`;
  const authority = await findAuthority(board, slug, "2026-03-02");
  expect(authority?.domains.find(({ domain }) => domain === "food")?.counts.green).toBe(row?.green);
  expect(authority?.newestRatingOn).toBe(row?.newest);
  expect(authority?.medianAgeDays).toBe(row?.median);
  expect(authority?.stale).toBe(row?.stale);
  const publishers = await listPublishers(board);
  expect(publishers.find((one) => one.slug === slug)?.sites).toBe(row?.open);
});
