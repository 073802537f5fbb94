import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BoardQuery, OPEN_UNRATED, parseBoardQuery } from "@/core/board-query";
import { CATEGORIES } from "@/core/category";
import { boardFootprint, concerns } from "@/core/footprint";
import type { ImportRow } from "@/core/import-row";
import type { Box, MapMark } from "@/core/listing";
import { alignBounds, cellZoomForView, type GridBounds, toGrid } from "@/core/map-grid";
import type { Touched } from "@/core/publication";
import { connect, type Db } from "@/db/client";
import { rebuild } from "@/db/commands/publish";
import { findBoardPage } from "@/db/queries/find-board-page";
import { listMapMarks } from "@/db/queries/list-map-marks";
import { suggest } from "@/db/queries/suggest";
import { createDatabase } from "@/tests/support/database";
import { dumpReadModels } from "@/tests/support/dump";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const WORDS = ["5", "4", "3", "1", "0", "AwaitingInspection", "Exempt", "AwaitingPublication"];
const NAMES = ["Blue Door", "Café Königin", "荣成海鲜馆", "مطعم النور", "The Old Mill"];

async function withDatabase(work: (db: Db) => Promise<void>): Promise<void> {
  const database = await createDatabase();
  const db = connect(database.url, { max: 2 });
  try {
    await work(db);
  } finally {
    await db.end();
    await database.drop();
  }
}

const anySite = fc.record({
  key: fc.integer({ min: 1, max: 9 }).map(String),
  name: fc.constantFrom(...NAMES),
  category: fc.constantFrom(...CATEGORIES.slice(0, 3)),
  word: fc.constantFrom(...WORDS),
  position: fc.option(
    fc.constantFrom({ lat: 51.5, lon: -0.1 }, { lat: 51.501, lon: -0.1 }, { lat: -33, lon: 151 }),
  ),
  closed: fc.boolean(),
});
const anySnapshot = fc.record({
  month: fc.integer({ min: 1, max: 9 }),
  sites: fc.uniqueArray(anySite, { selector: (s) => s.key, minLength: 1, maxLength: 9 }),
});

function rowsOf(
  sites: readonly (typeof anySite extends fc.Arbitrary<infer S> ? S : never)[],
): ImportRow[] {
  return [
    snapshot(),
    ...sites.flatMap(({ key, name, category, word, position, closed }) => [
      site(key, {
        name: `${name} ${key}`,
        category,
        position,
        closedOn: closed ? "2020-01-01" : null,
      }),
      rating(key, word, { ratedOn: /^\d$/.test(word) ? "2019-12-01" : null }),
    ]),
  ];
}

test("the read model kept by publishing equals the one rebuilt from the records", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anySnapshot, { minLength: 2, maxLength: 5 }), (history) =>
      withDatabase(async (db) => {
        for (const { month, sites } of history) {
          await load(db, `2020-0${month}-15`, rowsOf(sites), { acceptGone: true });
        }
        const kept = await dumpReadModels(db);
        await db.begin((tx) => rebuild(tx));
        expect(await dumpReadModels(db)).toEqual(kept);
      }),
    ),
    { numRuns: 12 },
  );
});

let board: Db;
let dropBoard: () => Promise<void>;

beforeAll(async () => {
  const database = await createDatabase();
  board = connect(database.url, { max: 4 });
  dropBoard = database.drop;
  for (const [town, lat, lon] of [
    ["North", 59.4, 24.7],
    ["East", 37.1, 122.4],
  ] as const) {
    const sites = Array.from({ length: 250 }, (_, i) => {
      // A low-discrepancy scatter: dense enough for clusters, wide enough for many tiles.
      const position =
        i % 17 === 0 ? null : { lat: lat + ((i * 0.618) % 0.3), lon: lon + ((i * 0.7548) % 0.5) };
      const key = String(i + 1);
      return [
        site(key, {
          name: `${NAMES[i % NAMES.length]} ${key}`,
          category: CATEGORIES[i % 4] ?? "other",
          position,
          closedOn: i % 29 === 0 ? "2020-01-01" : null,
        }),
        rating(key, WORDS[i % WORDS.length] ?? "5", {
          ratedOn: i % 8 < 5 ? `201${i % 9}-05-05` : null,
        }),
      ];
    });
    await load(board, "2020-02-01", [snapshot({ town }), ...sites.flat()]);
  }
});

afterAll(async () => {
  await board.end();
  await dropBoard();
});

const anyFilter = fc.record({
  q: fc.constantFrom("", "", "cafe", "海", "النور", "koenigin", "blue do"),
  standings: fc.constantFrom(
    [],
    ["green"],
    ["red", "yellow"],
    ["never"],
    [...OPEN_UNRATED],
    ["green", ...OPEN_UNRATED],
  ),
  categories: fc.constantFrom([], ["restaurant"], ["restaurant", "bar"]),
  authority: fc.constantFrom(null, null, "north"),
  since: fc.constantFrom(null, null, "2015-01-01"),
});
const anyView = fc.record({
  zoom: fc.integer({ min: 1, max: 17 }),
  town: fc.constantFrom({ lat: 59.55, lon: 24.95 }, { lat: 37.25, lon: 122.65 }),
  /** In tiles of 256 px. */
  tiles: fc.double({ min: 0.05, max: 4, noNaN: true }),
});

type View = typeof anyView extends fc.Arbitrary<infer V> ? V : never;

function boundsOf({ zoom, town, tiles }: View): Box {
  const width = Math.min((tiles * 360) / 2 ** zoom, 60);
  return {
    west: town.lon - width / 2,
    east: town.lon + width / 2,
    south: town.lat - width / 3,
    north: town.lat + width / 3,
  };
}

test("list and map of one view count the same sites", async () => {
  await fc.assert(
    fc.asyncProperty(anyFilter, anyView, async (filter, view) => {
      const { zoom } = view;
      const bounds = boundsOf(view);
      const query = {
        ...parseBoardQuery(new URLSearchParams()).query,
        ...filter,
        bounds,
        zoom,
      } as BoardQuery;
      const list = await findBoardPage(board, query, { cursor: null, limit: 10 });
      if (list.corrected.length > 0) return;
      const cells = alignBounds(bounds, cellZoomForView(zoom));
      expect(await countMap(query, cells)).toBe(list.total.value);
    }),
    { numRuns: 150 },
  );
});

test("a rating of a site that a board shows concerns it, of one it cannot show does not", async () => {
  const places = await board<Touched[]>`
    select l.public_id as site, a.slug as authority, l.morton, l.category,
      tsvector_to_array(l.tokens) as tokens
    from listings l join authorities a on a.id = l.authority_id`;
  const spared = { places: 0 };
  await fc.assert(
    fc.asyncProperty(anyFilter, fc.option(anyView), async (filter, view) => {
      const bounds = view && boundsOf(view);
      const asked = { ...parseBoardQuery(new URLSearchParams()).query, ...filter, bounds };
      const query = { ...asked, zoom: view?.zoom ?? 12 } as BoardQuery;
      const list = await findBoardPage(board, query, { cursor: null, limit: 500 });
      const shown = new Set(list.items.map(({ id }) => id));
      const footprint = boardFootprint({ ...query, q: list.searched });
      for (const place of places) {
        const isConcerned = concerns({ revision: 1, position: 1, touched: [place] }, footprint);
        if (shown.has(place.site)) expect([place.site, isConcerned]).toEqual([place.site, true]);
        if (!isConcerned) spared.places += 1;
      }
    }),
    { numRuns: 100 },
  );
  expect(spared.places).toBeGreaterThan(1000);
});

/** Sums what the map shows within the cells, over the tiles that cover them. */
async function countMap(query: BoardQuery, cells: readonly GridBounds[]): Promise<number> {
  const z = query.zoom;
  let total = 0;
  for (const bounds of cells) {
    const perTile = 2 ** (bounds.zoom - z);
    for (
      let x = Math.floor(bounds.minX / perTile);
      x <= Math.floor(bounds.maxX / perTile + 1 / perTile - 1e-9);
      x += 1
    ) {
      for (
        let y = Math.floor(bounds.minY / perTile);
        y <= Math.floor(bounds.maxY / perTile + 1 / perTile - 1e-9);
        y += 1
      ) {
        const { marks } = await listMapMarks(board, query, { z, x, y });
        for (const mark of marks) if (isWithin(mark, bounds)) total += countOf(mark);
      }
    }
  }
  return total;
}

function isWithin(mark: MapMark, { zoom, minX, maxX, minY, maxY }: GridBounds): boolean {
  const middle =
    mark.kind === "site"
      ? mark
      : { lat: (mark.box.north + mark.box.south) / 2, lon: (mark.box.east + mark.box.west) / 2 };
  const { x, y } = toGrid(middle);
  const size = 2 ** (24 - zoom);
  const [cellX, cellY] = [Math.floor(x / size), Math.floor(y / size)];
  return cellX >= minX && cellX <= maxX && cellY >= minY && cellY <= maxY;
}

function countOf(mark: MapMark): number {
  if (mark.kind === "site") return 1;
  const { green, yellow, red, unrated } = mark.counts;
  return green + yellow + red + unrated;
}

test("walking the pages of any sort meets every site once", async () => {
  for (const [sort, q] of [
    ["name", ""],
    ["date", ""],
    ["relevance", "cafe"],
    ["distance", "cafe"],
    ["distance", ""],
  ] as const) {
    const near = sort === "distance" ? { lat: 59.5, lon: 24.9 } : null;
    const query = { ...parseBoardQuery(new URLSearchParams()).query, sort, q, near };
    const seen: string[] = [];
    let cursor: string | null = null;
    let total = 0;
    do {
      const page = await findBoardPage(board, query, { cursor, limit: 37 });
      seen.push(...page.items.map((item) => item.id));
      total = page.total.value;
      cursor = page.next;
    } while (cursor);
    expect([sort, new Set(seen).size, seen.length]).toEqual([sort, total, total]);
  }
});

test.each([
  ["cafe konigin", "Café Königin"],
  ["CAFÉ KÖNIGIN", "Café Königin"],
  ["海", "荣成海鲜馆"],
  ["海鲜", "荣成海鲜馆"],
  ["النور", "مطعم النور"],
  ["blue do", "Blue Door"],
  ["te11 1st", "Blue Door"],
])("%s finds %s", async (q, name) => {
  const query = { ...parseBoardQuery(new URLSearchParams({ q })).query };
  const { items, corrected } = await findBoardPage(board, query, { cursor: null, limit: 200 });
  expect(items.map((item) => item.name).some((found) => found.startsWith(name))).toBe(true);
  expect(corrected).toEqual([]);
});

test.each([
  ["kanigin", "konigin"],
  ["Könging", "konigin"],
  ["dooor", "door"],
  ["bleu", "blue"],
])("the typing error %s is corrected to %s and said", async (from, to) => {
  const { query } = parseBoardQuery(new URLSearchParams({ q: from }));
  const page = await findBoardPage(board, query, { cursor: null, limit: 5 });
  expect(page.corrected).toEqual([{ from, to }]);
  expect(page.total.value).toBeGreaterThan(0);
});

test("a correction changes the word that was wrong, not one that holds it", async () => {
  const { query } = parseBoardQuery(new URLSearchParams({ q: "konigin onigin" }));
  const said = {
    corrected: [{ from: "onigin", to: "konigin" }],
    searched: "konigin konigin",
  };
  const page = await findBoardPage(board, query, { cursor: null, limit: 5 });
  expect(page).toMatchObject(said);
  expect(page.total.value).toBeGreaterThan(0);
  expect(await suggest(board, { ...query, limit: 5 })).toMatchObject(said);
});

test("what no known word is near to finds nothing and claims nothing", async () => {
  const { query } = parseBoardQuery(new URLSearchParams({ q: "xylophonium" }));
  const page = await findBoardPage(board, query, { cursor: null, limit: 5 });
  expect(page).toMatchObject({ total: { value: 0 }, corrected: [], items: [] });
});

test("the total says how many of it the map cannot show", async () => {
  const { query } = parseBoardQuery(new URLSearchParams({ authority: "north" }));
  const { total, unplaced } = await findBoardPage(board, query, { cursor: null, limit: 1 });
  const world = { west: -180, south: -85, east: 180, north: 85 };
  const placed = await findBoardPage(
    board,
    { ...query, bounds: world },
    { cursor: null, limit: 1 },
  );
  expect(unplaced).toBeGreaterThan(0);
  expect(placed.total.value).toBe(total.value - unplaced);
});

test("near me lists the nearest first, with metres", async () => {
  const { query } = parseBoardQuery(new URLSearchParams({ near: "59.5,24.9" }));
  const { items } = await findBoardPage(board, query, { cursor: null, limit: 50 });
  const metres = items.map((item) => item.distanceM ?? Number.NaN);
  expect(metres).toEqual(metres.toSorted((a, b) => a - b));
});
