import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { recomputeAll } from "@/server/recompute-all";
import { simulate } from "@/server/simulate";
import { createDatabase } from "@/tests/support/database";
import { finding, load, rating, site, snapshot, visit } from "@/tests/support/rows";
import { documentOf } from "@/tests/support/schemes";

let db: Db;
let drop: () => Promise<void>;
const csv = path.join(tmpdir(), `placard-recompute-${process.pid}.csv`);

beforeAll(async () => {
  const database = await createDatabase();
  db = connect(database.url, { max: 2 });
  drop = database.drop;
  const scores = (hygiene: number) => ({ inputs: { hygiene, structural: 0, confidence: 5 } });
  await load(db, "2026-02-01", [
    snapshot(),
    site("1"),
    rating("1", "5", { ...scores(5), ratedOn: "2026-01-15" }),
    site("2", { category: "bar" }),
    // The source says 3, its scores say 4.
    rating("2", "3", { ...scores(10), ratedOn: "2026-01-15" }),
    site("3"),
    rating("3", "1", { ratedOn: "2026-01-15" }),
  ]);
  await load(db, "2026-02-01", [
    snapshot({ town: "Toronto", scheme: "ca-toronto-dinesafe@2001" }),
    site("9"),
    visit("9", "9-1", "2026-01-20"),
    { ...finding("9", "9-1", "Raw chicken above salad"), severity: "crucial" },
    rating("9", "Closed", { visitKey: "9-1", ratedOn: "2026-01-20" }),
  ]);
});
afterAll(async () => {
  await db.end();
  await drop();
  await rm(csv, { force: true });
});

test("a published result that contradicts its inputs stands, and the import's report names it", async () => {
  const issues = await db`
    select key, value, problem, action from import_issues where problem = 'contradicts-its-inputs'`;
  expect([...issues]).toEqual([
    { key: "2", value: "3, not 4", problem: "contradicts-its-inputs", action: "noted" },
  ]);
  const [listed] = await db`
    select food_outcome as outcome, food_standing as standing from listings where category = 'bar'`;
  expect(listed).toEqual({ outcome: "3", standing: "yellow" });
});

test("recomputing reports every difference, and only one of ours is unsound", async () => {
  const { text, isSound } = await recomputeAll(db, csv);
  expect(isSound).toBe(true);
  expect(text).toMatch(/uk-fhrs@2018-11 +1 +1 +1 +0/);
  expect(text).toMatch(/ca-toronto-dinesafe@2001 +1 +0 +0 +0/);
  expect(text).toContain("1 differ:");
  const lines = (await readFile(csv, "utf8")).trim().split("\r\n");
  expect(lines[0]).toBe("site,authority,scheme,origin,stored,recomputed");
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^[\w-]{12},testham,uk-fhrs@2018-11,published,3,4$/),
  ]);
});

test("simulating a version says who would move before anyone adopts it, and changes nothing", async () => {
  const document = documentOf("uk-fhrs@2018-11") as {
    version: string;
    outcomes: Record<string, { colour: string; face: string }>;
  };
  document.version = "strict";
  Object.assign(document.outcomes["4"] ?? {}, { colour: "yellow", face: "neutral" });
  await db`
    insert into schemes (id, version, domain, hash, document, text)
    values ('uk-fhrs', 'strict', 'food', 'x', ${db.json(document as never)},
      ${JSON.stringify(document)})`;
  const before = await db`select outcome, standing from ratings order by id`;
  const options = { scheme: "uk-fhrs@strict", months: 12, now: new Date("2026-03-01") };
  const result = await simulate(db, { ...options, csv });
  if (!result.ok) throw new Error(result.reason);
  expect(result.text).toContain("1 would move, 1 would keep their colour, 1 cannot be told");
  // Against what its own version makes of its scores, not against what the source says.
  expect(result.text).toMatch(/testham +bar +green +yellow +1/);
  expect(await readFile(csv, "utf8")).toMatch(/testham,bar,green,yellow,4,4\r\n$/);
  expect([...(await db`select outcome, standing from ratings order by id`)]).toEqual([...before]);
  const none = await simulate(db, { ...options, months: 1 });
  expect(none).toMatchObject({ ok: true, text: expect.stringContaining("0 would move") });
});

test("an unknown version is refused with those there are", async () => {
  const options = { scheme: "uk-fhrs@1999", months: 12, now: new Date("2026-03-01") };
  expect(await simulate(db, options)).toEqual({
    ok: false,
    reason: expect.stringContaining("There is no scheme uk-fhrs@1999. There are: "),
  });
});
