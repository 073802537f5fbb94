import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UnreadableFile } from "@/core/import-row";
import { chicago } from "@/importers/chicago";
import { problems, read, readBytes } from "@/tests/importers/read";

const FILE = "tests/fixtures/chicago/food-inspections.csv";
const rows = await read(chicago, FILE);

test("each visit has its result as published, also where nothing was inspected", () => {
  expect(rows.rating.map((r) => [r.visitKey, r.published, r.ratedOn])).toEqual([
    ["101", "Not Ready", "2020-03-03"],
    ["100", "Pass w/ Conditions", "2020-02-28"],
    ["99", "Out of Business", "2020-01-03"],
    ["98", "No Entry", "2020-01-02"],
    ["97", "Fail", "2020-01-01"],
    ["95", "Pass", "2019-12-31"],
  ]);
  expect(rows.visit[0]).toMatchObject({ type: "License", visitedOn: "2020-03-03" });
});

test("what an older visit says of its site does not replace the newest", () => {
  expect(rows.site.filter(({ key }) => key === "2000001").map(({ name }) => name)).toEqual([
    "TANAKA NOODLES",
  ]);
});

test("a site takes the separate coordinates, not the swapped pair", () => {
  expect(rows.site[1]).toMatchObject({
    key: "2000002",
    name: "COPPER KETTLE",
    category: "shop",
    categoryAsPublished: "Grocery Store",
    address: "2 W TEST AVE",
    locality: "CHICAGO",
    postcode: "60639",
    position: { lat: 41.93, lon: -87.73 },
  });
});

test("sites without a licence number are told apart by name and address", () => {
  const [stall, ...others] = rows.site.filter(({ name }) => name === "CORNER STALL");
  expect(stall?.key).toMatch(/^unlicensed-[0-9a-f]{16}$/);
  expect(stall).toMatchObject({ category: "other", position: null, locality: null });
  expect(others).toEqual([]);
  expect(rows.visit.filter(({ siteKey }) => siteKey === stall?.key)).toHaveLength(2);
});

test("violations are taken apart at their numbers, not at bars in comments", () => {
  expect(rows.finding.slice(0, 4).map(({ code, text }) => [code, text])).toEqual([
    ["55", "PHYSICAL FACILITIES INSTALLED, MAINTAINED & CLEAN – CLEAN FLOORS | WALLS."],
    ["10", "ADEQUATE HANDWASHING SINKS"],
    ["36", "THERMOMETERS PROVIDED & ACCURATE"],
    [null, "SEE ATTACHED | NOTES"],
  ]);
  expect(rows.finding[4]?.text).toHaveLength(2000);
});

test("every refused, repaired or odd value is told", () => {
  expect(problems(rows)).toEqual([
    "facility_type unknown-category noted",
    "inspection_date bad-date row-refused",
    "license no-license-number repaired",
    "position bad-coordinates field-dropped",
    "violations no-violation-number noted",
    "violations text-cut repaired",
    "zip bad-postcode field-dropped",
  ]);
});

test.each([
  ["a file cut short", readFileSync(FILE).subarray(0, -40)],
  ["another file", "a,b\n1,2\n"],
  ["a file without inspections", readFileSync(FILE, "utf8").split("\n")[0] ?? ""],
])("%s is refused whole", async (_, bytes) => {
  await expect(readBytes(chicago, bytes)).rejects.toThrow(UnreadableFile);
});
