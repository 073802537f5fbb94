import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UnreadableFile } from "@/core/import-row";
import { nyc } from "@/importers/nyc";
import { problems, read, readBytes } from "@/tests/importers/read";

const FILE = "tests/fixtures/nyc/43nn-pn8j.csv";
const rows = await read(nyc, FILE);
const VISIT = "5001:2024-04-30:Cycle Inspection / Initial Inspection";

test("the day of the file is that of its first record", () => {
  expect(rows.snapshot).toMatchObject([
    { asOf: "2025-10-14", scheme: "us-nyc-grades@2010-07", authority: { slug: "us-nyc-dohmh" } },
  ]);
});

test("rows of one visit give its visit and grade again and a finding each", () => {
  expect(rows.visit.filter(({ key }) => key === VISIT)).toHaveLength(2);
  expect(rows.rating.filter(({ visitKey }) => visitKey === VISIT)).toMatchObject([
    { published: "A", inputs: { score: 12 }, ratedOn: "2024-04-30" },
    { published: "A", inputs: { score: 12 }, ratedOn: "2024-04-30" },
  ]);
  expect(rows.finding.filter(({ visitKey }) => visitKey === VISIT)).toMatchObject([
    { code: "20-01", text: "No poster.", severity: "minor" },
    { code: "10B", text: "Drain.", severity: "minor" },
  ]);
});

test("a visit without a grade is not rated", () => {
  expect(rows.rating.filter(({ siteKey }) => siteKey === "5002")).toEqual([]);
  expect(rows.finding[1]).toMatchObject({ severity: "significant", siteKey: "5002" });
});

test("what was closed by order is closed, whatever its grade; re-opened is not", () => {
  const closed = rows.rating.filter(({ siteKey }) => siteKey === "5003");
  expect(closed.map(({ published, inputs }) => [published, inputs])).toEqual([
    ["Closed", { score: 81, closedByOrder: true }],
    ["P", {}],
    ["Closed", { score: 22, closedByOrder: true }],
  ]);
});

test("1900-01-01 means not yet inspected", () => {
  expect(rows.rating.find(({ siteKey }) => siteKey === "5004")).toMatchObject({
    published: "NotYetInspected",
    visitKey: null,
    ratedOn: null,
  });
  expect(rows.visit.filter(({ siteKey }) => siteKey === "5004")).toEqual([]);
});

test("a site is told once, with its borough and without its telephone number", () => {
  expect(rows.site.map(({ key }) => key)).toEqual(["5001", "5002", "5003", "5004", "5005"]);
  expect(rows.site).toMatchObject([
    {
      address: "54 WEST 4 STREET",
      locality: "Brooklyn",
      postcode: "11220",
      category: "restaurant",
    },
    { category: "bakery", categoryAsPublished: "Bakery Products/Desserts" },
    { position: null },
    { locality: null, postcode: null, categoryAsPublished: null },
    { postcode: null },
  ]);
  expect(JSON.stringify(rows)).not.toContain("5550100");
});

test("every refused or odd value is told", () => {
  expect(problems(rows)).toEqual([
    "boro missing noted",
    "critical_flag unknown-severity noted",
    "dba missing row-refused",
    "inspection_date bad-date row-refused",
    "position bad-coordinates field-dropped",
    "score bad-score field-dropped",
    "zipcode bad-postcode field-dropped",
  ]);
});

test("the other export, with capital headers and American dates, says the same", async () => {
  const other = await read(nyc, "tests/fixtures/nyc/DOHMH_Inspection_Results.csv");
  expect(other).toMatchObject({
    snapshot: [{ asOf: "2025-10-14" }],
    visit: [{ key: VISIT }],
    rating: [{ published: "A", visitKey: VISIT }, { published: "NotYetInspected" }],
    finding: [{ code: "20-01" }],
    issue: [],
  });
});

test.each([
  ["a file cut short", readFileSync(FILE).subarray(0, -40)],
  ["another file", "a,b\n1,2\n"],
  ["a file without inspections", readFileSync(FILE, "utf8").split("\n")[0] ?? ""],
])("%s is refused whole", async (_, bytes) => {
  await expect(readBytes(nyc, bytes)).rejects.toThrow(UnreadableFile);
});
