import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatPublicId } from "@/core/public-id";
import { STANDINGS, type Standing } from "@/core/standing";
import { database } from "@/db/client";
import { findPlace } from "@/db/queries/find-place";
import { listSchemes } from "@/db/queries/list-schemes";
import { openWeb } from "@/server/web/app";
import { markSvg } from "@/server/web/pictures/mark-svg";
import { drawSite } from "@/server/web/pictures/site-picture";
import { penFor } from "@/server/web/pictures/text";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot } from "@/tests/support/rows";

const LOCALES = ["en", "zh", "ar"] as const;
const NAMES = {
  green: "Kohvik Lepp",
  yellow: "老北京炸酱面馆",
  red: "مقهى النور (فرع ٣) Café",
  never: `${"The Extraordinarily Long-Named Restaurant and Delicatessen, ".repeat(4)}London`,
  unpublished: "ร้านอาหาร 🍜",
} as const;
const PUBLISHED = {
  green: "5",
  yellow: "3",
  red: "0",
  never: "AwaitingInspection",
  unpublished: "?",
};
const COLOURS = { green: "14874e", yellow: "f7cd3a", red: "901114" } as const;
type Shown = keyof typeof NAMES;

let drop: () => Promise<void>;
const ids = new Map<Shown, string>();

beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  drop = created.drop;
  const shown = Object.keys(NAMES) as Shown[];
  const rows = shown.flatMap((one, i) => [
    site(String(i), { name: NAMES[one] }),
    rating(String(i), PUBLISHED[one]),
  ]);
  await load(database(), "2020-02-01", [snapshot(), ...rows]);
  for (const one of shown) {
    const [row] = await database()<{ publicId: string }[]>`
      select public_id from listings where name = ${NAMES[one]}`;
    if (row) ids.set(one, row.publicId);
  }
});

afterAll(async () => {
  await database().end();
  await drop();
});

const get = async (path: string) => openWeb.fetch(new Request(`https://board.test${path}`));

async function pixelsOf(path: string) {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/png");
  return countPixels(await response.arrayBuffer());
}

/** Counts how many pixels in a part of a picture have a colour. */
async function countPixels(png: ArrayBuffer) {
  const { data, info } = await sharp(Buffer.from(png))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([1200, 630]);
  return (hex: string, part = { left: 0, right: 1200, top: 0, bottom: 630 }) => {
    const colour = Number.parseInt(hex, 16);
    let count = 0;
    for (let y = part.top; y < part.bottom; y += 1) {
      for (let x = part.left; x < part.right; x += 1) {
        if (data.readUIntBE((y * 1200 + x) * 3, 3) === colour) count += 1;
      }
    }
    return count;
  };
}

const INK = "181b20";
const HEADING = { left: 0, right: 1200, top: 40, bottom: 150 };
const [LEFT, RIGHT] = [
  { left: 0, right: 280, top: 150, bottom: 520 },
  { left: 920, right: 1200, top: 150, bottom: 520 },
];

describe.each(LOCALES)("in %s", (locale) => {
  test.each(Object.keys(NAMES) as Shown[])(
    "a site that is %s has its mark, word and name",
    async (one) => {
      const count = await pixelsOf(
        `/pictures/${locale}/sites/${formatPublicId(ids.get(one) ?? "")}.png`,
      );
      const markIn = locale === "ar" ? RIGHT : LEFT;
      const wordIn = { left: 300, right: 900, top: 150, bottom: 520 };
      for (const [colour, hex] of Object.entries(COLOURS)) {
        if (colour === one) expect(count(hex, markIn)).toBeGreaterThan(10_000);
        else expect(count(hex)).toBe(0);
      }
      expect(count(INK, HEADING)).toBeGreaterThan(1000);
      expect(count(INK, wordIn)).toBeGreaterThan(300);
      // Nothing runs over the edge.
      for (const edge of [
        { left: 0, right: 60 },
        { left: 1140, right: 1200 },
      ]) {
        expect(count(INK, { ...edge, top: 0, bottom: 630 })).toBe(0);
      }
    },
  );

  test("the board's picture shows all three colours", async () => {
    const count = await pixelsOf(`/pictures/${locale}/board.png`);
    for (const hex of Object.values(COLOURS)) expect(count(hex)).toBeGreaterThan(5000);
    expect(count(INK)).toBeGreaterThan(3000);
  });
});

test("food and goods stand side by side, each with its own mark", async () => {
  const place = await findPlace(database(), ids.get("green") ?? "");
  if (!place || "mergedInto" in place) throw new Error("The site is not listed.");
  const [food] = place.standings;
  if (!food) throw new Error("The site has no rating.");
  const both = { ...place, standings: [food, { ...food, domain: "goods" as const, outcome: "0" }] };
  both.standings = both.standings.map((s, i) => (i === 1 ? { ...s, standing: "red" } : s));
  const png = await drawSite(both, await listSchemes(database()), "en", "2020-02-01");
  const count = await countPixels(png.buffer);
  const [left, right] = [
    { left: 0, right: 600, top: 0, bottom: 630 },
    { left: 600, right: 1200, top: 0, bottom: 630 },
  ];
  expect(count(COLOURS.green, left)).toBeGreaterThan(5000);
  expect(count(COLOURS.green, right)).toBe(0);
  expect(count(COLOURS.red, right)).toBeGreaterThan(5000);
  expect(count(COLOURS.red, left)).toBe(0);
});

test("each mark of a picture has its own shape, with no colour left to a style sheet", () => {
  const drawn = STANDINGS.map((standing: Standing) =>
    markSvg(standing, { x: 0, y: 0, size: 96, stale: true }),
  );
  expect(new Set(drawn).size).toBe(STANDINGS.length);
  for (const svg of drawn) expect(svg).not.toMatch(/class=|undefined/);
});

test("what no typeface has is known before it would be drawn as boxes", async () => {
  const pen = await penFor([...Object.values(NAMES), "Ţoomas’ Ἀθῆναι"]);
  expect(pen.knows(NAMES.yellow) && pen.knows(NAMES.red) && pen.knows("Ţoomas’ Ἀθῆναι")).toBe(true);
  expect(pen.knows(NAMES.unpublished)).toBe(false);
});

test("Arabic letters join, and a Latin word among them keeps its own direction", async () => {
  const style = { size: 100, direction: "auto" } as const;
  const pen = await penFor(["لبن AB"]);
  const apart = [..."لبن"].reduce((sum, letter) => sum + pen.line(letter, style).width, 0);
  expect(pen.line("لبن", style).width).toBeLessThan(apart * 0.9);
  // The Latin word stands at the left end of a line that is read from the right.
  const mixed = pen.line("لبن AB", style).outlines;
  const latin = pen.line("AB", style).outlines;
  expect(mixed.startsWith(latin)).toBe(true);
});

test("a line that is too long ends in an ellipsis within its room", async () => {
  const pen = await penFor([NAMES.never]);
  const style = { size: 50, direction: "ltr" } as const;
  const lines = pen.wrap(NAMES.never, style, { width: 600, lines: 2 });
  expect(lines).toHaveLength(2);
  for (const { width } of lines) expect(width).toBeLessThanOrEqual(600);
});

test("a picture hangs on its own site only", async () => {
  const id = ids.get("green") ?? "";
  const response = await get(`/pictures/en/sites/${id}.png`);
  expect(response.headers.get("placard-footprint")).toBe(JSON.stringify({ sites: [id] }));
});

test.each([
  "/pictures/de/board.png",
  "/pictures/en/sites/7K3M-9QX2-VD.png",
  "/pictures/en/sites/%00.png",
])("there is no %s", async (path) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
});
