import { describe, expect, it } from "vitest";
import { cellBox, tileFilter, withView } from "@/components/map-address";
import { coverTiles } from "@/components/map-cover";
import { type MapLabels, MarkNames } from "@/components/map-labels";
import { ringArcs, ringSize } from "@/components/map-ring";
import { gatherMarks, type Placed } from "@/components/map-stacks";
import { StandingIn } from "@/components/map-standing-in";
import { answerWithin, TileCache } from "@/components/map-tile-cache";
import { boardSearch, parseBoardQuery } from "@/core/board-query";
import type { MapMark } from "@/core/listing";
import { alignBounds, toGrid } from "@/core/map-grid";

describe("tiles of a view", () => {
  it("are those the view touches, and none beyond its edge", () => {
    const tiles = coverTiles({ left: 256, top: 300, right: 768, bottom: 512 }, 4);
    expect(tiles.map(({ x, y }) => [x, y])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it("come from the middle outwards, and with one row more on every side within a margin", () => {
    const view = { left: 1024, top: 1024, right: 1792, bottom: 1792 };
    expect(coverTiles(view, 5)[0]).toMatchObject({ x: 5, y: 5 });
    expect(coverTiles(view, 5)).toHaveLength(9);
    expect(coverTiles(view, 5, 256)).toHaveLength(25);
  });

  it("are those of zoom 16 for every nearer view", () => {
    const left = 34_000 * 256 * 2 ** 3;
    const tiles = coverTiles({ left, top: left, right: left + 1200, bottom: left + 800 }, 19);
    expect(tiles).toEqual([{ z: 16, x: 34_000, y: 34_000, world: 0 }]);
  });

  it("go on around the earth, and end at the poles", () => {
    const tiles = coverTiles({ left: -10, top: -200, right: 10, bottom: 10 }, 1);
    expect(tiles).toEqual([
      { z: 1, x: 1, y: 0, world: -1 },
      { z: 1, x: 0, y: 0, world: 0 },
    ]);
  });

  it("lie where the grid of the server has them", () => {
    const place = { lat: 59.437, lon: 24.753 };
    const { x, y } = toGrid(place);
    const pixel = { x: x / 2 ** 4, y: y / 2 ** 4 };
    const view = { left: pixel.x, top: pixel.y, right: pixel.x + 1, bottom: pixel.y + 1 };
    expect(coverTiles(view, 12)).toEqual([
      { z: 12, x: Math.floor(x / 2 ** 12), y: Math.floor(y / 2 ** 12), world: 0 },
    ]);
  });
});

describe("addresses", () => {
  const address =
    "q=caf%C3%A9&colour=red&category=bar&authority=tallinn&since=2026-01-01&bbox=1%2C2%2C3%2C4&z=9&sort=name";
  const { query } = parseBoardQuery(new URLSearchParams(address));

  it("of a moved map read as the same question about another area, in the canonical order", () => {
    const bounds = { west: 24.123456, south: 59, east: 25, north: 60 };
    const moved = withView(new URLSearchParams(`${address}&cursor=x`), { bounds, zoom: 11 });
    const rounded = { ...bounds, west: 24.12346 };
    expect(moved).toBe(`?${boardSearch({ ...query, bounds: rounded, zoom: 11 })}`);
  });

  it("of a whole result have no area", () => {
    expect(withView(new URLSearchParams(address), null)).toBe(
      `?${boardSearch({ ...query, bounds: null })}`,
    );
  });

  it("of a view are those of its whole cells: a smaller step leads to the same one", () => {
    const view = { west: 24.7, south: 59.42, east: 24.8, north: 59.45 };
    const box = cellBox(view, 14);
    expect(box.west).toBeLessThan(view.west);
    expect(cellBox({ ...view, west: view.west + 1e-4, east: view.east + 1e-4 }, 14)).toEqual(box);
    expect(alignBounds(box, 16)).toEqual(alignBounds(view, 16));
    const across = { west: 179.9, south: -1, east: -179.9, north: 1 };
    expect(alignBounds(cellBox(across, 9), 11)).toEqual(alignBounds(across, 11));
  });

  it("of tiles are one for equal questions", () => {
    const filterOf = (text: string) => tileFilter(parseBoardQuery(new URLSearchParams(text)).query);
    expect(filterOf("colour=red,green&category=bar,bakery")).toBe(
      filterOf("category=bakery,bar&colour=green,red"),
    );
    expect(filterOf("colour=unrated,ceased,red")).toBe("colour=red%2Cceased%2Cunrated");
  });

  it("of tiles ask for the same places as the list", () => {
    const tile = parseBoardQuery(new URLSearchParams(tileFilter(query))).query;
    const { bounds, zoom, sort, ...asked } = query;
    expect(tile).toMatchObject(asked);
  });
});

describe("the ring of a cluster", () => {
  it("closes, whatever it is made of", () => {
    const arcs = ringArcs({ green: 5, yellow: 0, red: 3, unrated: 2 });
    expect(arcs.map(({ part }) => part)).toEqual(["green", "red", "unrated"]);
    expect(arcs[0]?.from).toBe(0);
    expect(arcs.at(-1)?.to).toBe(1);
    for (const [i, arc] of arcs.entries()) expect(arc.from).toBe(i > 0 ? arcs[i - 1]?.to : 0);
  });

  it("shows one red place among ten thousand", () => {
    const arcs = ringArcs({ green: 9_999, yellow: 0, red: 1, unrated: 0 });
    const red = arcs.find(({ part }) => part === "red");
    expect((red?.to ?? 0) - (red?.from ?? 0)).toBeGreaterThan(0.05);
  });
});

const site = (id: string, standing: "green" | "never" = "green"): MapMark => ({
  kind: "site",
  lat: 0,
  lon: 0,
  id,
  slug: id,
  name: `Kohvik ${id}`,
  language: "et",
  standing,
  scheme: "ee@1",
  outcome: standing === "green" ? "A" : null,
  published: null,
});

describe("answers for tiles", () => {
  const at = (mark: MapMark, lat: number, lon: number): MapMark => ({ ...mark, lat, lon });
  const cluster = (lat: number, lon: number): MapMark => ({
    kind: "cluster",
    lat,
    lon,
    counts: { green: 30, yellow: 0, red: 0, unrated: 0 },
    box: { west: lon - 10, south: lat - 10, east: lon + 10, north: lat + 10 },
  });
  const urlOf = ({ z, x, y }: { z: number; x: number; y: number }) => `/${z}/${x}/${y}`;

  it("hold for every tile within that has no cluster in it, and are not asked for again", () => {
    const marks = [at(site("a"), 40, -100), cluster(-40, 100)];
    const answer = { marks, capped: false };
    expect(answerWithin(answer, { z: 1, x: 0, y: 0 })?.marks).toEqual([marks[0]]);
    expect(answerWithin(answer, { z: 1, x: 1, y: 0 })?.marks).toEqual([]);
    expect(answerWithin(answer, { z: 1, x: 1, y: 1 })).toBeNull();
    // Away from the middle of the cluster, and still within what it counts.
    expect(answerWithin(answer, { z: 5, x: 24, y: 20 })).toBeNull();
    expect(answerWithin({ marks: [], capped: true }, { z: 1, x: 0, y: 0 })).toBeNull();
  });

  it("are kept up to a number, those last looked at longest", () => {
    const cache = new TileCache();
    const tile = (x: number) => ({ z: 12, x, y: 0 });
    for (let x = 0; x < 600; x += 1) {
      cache.keep(urlOf(tile(x)), { marks: [cluster(0, 0)], capped: false }, 0);
    }
    cache.find(tile(0), urlOf);
    cache.keep(urlOf(tile(600)), { marks: [], capped: false }, 0);
    expect(cache.find(tile(0), urlOf)).not.toBeNull();
    expect(cache.find(tile(1), urlOf)).toBeNull();
  });

  it("are shown while they are asked for again, sooner where the server repeats itself", () => {
    const cache = new TileCache();
    cache.keep("/0/0/0", { marks: [], capped: false }, 0);
    expect([cache.isFresh("/0/0/0", 30_000), cache.isFresh("/0/0/0", 90_000)]).toEqual([
      true,
      false,
    ]);
    expect(cache.find({ z: 0, x: 0, y: 0 }, urlOf)).not.toBeNull();
    cache.keep("/0/0/0", { marks: [], capped: false, asOf: "2026-01-01T00:00:00Z" }, 0);
    expect(cache.isFresh("/0/0/0", 30_000)).toBe(false);
  });
});

describe("marks that stand in for others", () => {
  const project = ({ lat, lon }: { lat: number; lon: number }) => ({ x: lon, y: lat });
  const old = { mark: { ...site("a"), lat: 10, lon: 300 }, x: 0, y: 0, with: 0 };
  const [here, there] = [
    { z: 4, x: 1, y: 0, world: 0 },
    { z: 4, x: 5, y: 0, world: 0 },
  ];
  const gap = { missing: [here], failed: [], question: "food", zoom: 4 };

  it("stay where tiles are missing, and nowhere else", () => {
    const standing = new StandingIn();
    standing.take([old], "food");
    expect(standing.marksIn(gap, project).marks).toHaveLength(1);
    expect(standing.marksIn({ ...gap, missing: [there] }, project).marks).toEqual([]);
  });

  it("stay for tiles that failed only where they answer the same question", () => {
    for (const [question, kept] of [
      ["food", 1],
      ["goods", 0],
    ] as const) {
      const standing = new StandingIn();
      standing.take([old], "food");
      expect(standing.marksIn({ ...gap, failed: [here], question }, project).marks).toHaveLength(
        kept,
      );
    }
  });
});

describe("marks that would cover each other", () => {
  const at = (mark: MapMark, x: number, y: number): Placed<null> => ({ mark, x, y, with: null });

  it("become one that keeps every place, until none covers another", () => {
    const marks = Array.from({ length: 200 }, (_, i) =>
      at(site(String(i)), (i * 37) % 300, (i * 91) % 300),
    );
    const gathered = gatherMarks(marks);
    const ids = gathered.flatMap(({ mark }) => {
      if (mark.kind === "stack") return mark.sites.map(({ id }) => id);
      return mark.kind === "site" ? [mark.id] : [];
    });
    expect(new Set(ids).size).toBe(200);
    const across = ({ mark }: Placed<null>) =>
      mark.kind === "stack" ? ringSize(mark.sites.length) : 26;
    for (const [i, a] of gathered.entries()) {
      for (const b of gathered.slice(i + 1)) {
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(
          (across(a) + across(b)) / 2,
        );
      }
    }
  });

  it("stay themselves where they are apart", () => {
    expect(gatherMarks([at(site("a"), 0, 0), at(site("b"), 27, 0)])).toHaveLength(2);
  });
});

describe("accessible names", () => {
  const labels = {
    places: { one: "{count} place", other: "{count} places" },
    mix: {
      green: "{count} green",
      yellow: "{count} yellow",
      red: "{count} red",
      unrated: "{count} not rated",
    },
    cluster: "{places}: {mix}. Zoom in.",
    stack: "{places}: {mix}. Show their names.",
    site: "{name}: {word}",
    standings: { never: "Not yet inspected" },
  } as unknown as MapLabels;
  const names = new MarkNames("en", labels, { "ee@1": { outcomes: { A: { word: "Very good" } } } });

  it("say how many, of which colours, and what pressing does", () => {
    expect(names.group({ green: 9, yellow: 2, red: 0, unrated: 1 }, "cluster")).toBe(
      "12 places: 9 green, 2 yellow, 1 not rated. Zoom in.",
    );
    expect(names.group({ green: 0, yellow: 0, red: 1, unrated: 0 }, "stack")).toBe(
      "1 place: 1 red. Show their names.",
    );
  });

  it("of a place say its name and the scheme's word, or why there is none", () => {
    const named = (mark: MapMark) => mark.kind === "site" && names.site(mark);
    expect(named(site("Lepp"))).toBe("Kohvik Lepp: Very good");
    expect(named(site("Lepp", "never"))).toBe("Kohvik Lepp: Not yet inspected");
  });

  it("keep whole numbers to four digits", () => {
    expect([names.count(9_999), names.count(12_345)]).toEqual(["9,999", "12K"]);
  });
});
