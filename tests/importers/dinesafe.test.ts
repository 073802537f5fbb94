import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UnreadableFile } from "@/core/import-row";
import { dinesafe } from "@/importers/dinesafe";
import { problems, read, readBytes } from "@/tests/importers/read";

const CSV = "tests/fixtures/dinesafe/dinesafe.2012.csv";
const XML = "tests/fixtures/dinesafe/dinesafe.xml";
const csv = await read(dinesafe, CSV);
const xml = await read(dinesafe, XML);

test("CSV and XML are told apart by their content, also behind spaces", async () => {
  const text = readFileSync(XML, "utf8").replace(/^<\?xml.*?\?>/, "");
  expect((await readBytes(dinesafe, `\ufeff \n${text}`, { name: "d.csv", chunk: 1 })).site).toEqual(
    xml.site,
  );
  expect((await readBytes(dinesafe, readFileSync(CSV), { name: "d.xml" })).site).toEqual(csv.site);
});

test("the latest status is the rating of the site, and of no visit", () => {
  expect(csv.rating.map((r) => [r.siteKey, r.visitKey, r.published, r.ratedOn])).toEqual([
    ["9001", null, "Pass", "2012-08-31"],
    ["9002", null, "Conditional Pass", "2012-06-01"],
    ["9003", null, "Pass", "2012-07-01"],
    ["9005", null, "Closed", "2012-07-02"],
  ]);
});

test("rows of one establishment need not stand together, and its facts are told once", () => {
  expect(csv.site.map(({ key }) => key)).toEqual(["9001", "9002", "9003", "9005"]);
});

test("each row is a visit; a blank one is a visit without infraction", () => {
  expect(csv.visit.map(({ key }) => key)).toEqual(["1", "1", "3", "2", "4", "5", "8", "9"]);
  expect(csv.finding.filter(({ visitKey }) => visitKey === "2")).toEqual([]);
});

test("an infraction keeps its severity, action, court outcome and fine", () => {
  expect(csv.finding.filter(({ visitKey }) => visitKey === "3")).toMatchObject([
    {
      text: "FAIL TO KEEP FOOD COLD AT ALL",
      severity: "crucial",
      severityAsPublished: "C - Crucial",
      action: "Summons",
      courtOutcome: "Conviction - Fined",
      fine: 1125.5,
      line: 4,
    },
  ]);
  expect(csv.finding.map(({ severity }) => severity)).toEqual([
    "minor",
    "minor",
    "crucial",
    "significant",
    null,
    "crucial",
    null,
  ]);
});

test("only what was corrected during the inspection is told so", () => {
  expect(csv.finding.filter(({ correctedOnSite }) => correctedOnSite)).toMatchObject([
    { text: "No soap", fine: null },
  ]);
});

test("carts are mobile, zeros are no place", () => {
  expect(csv.site[1]).toMatchObject({ siteKind: "mobile", category: "mobile" });
  expect(csv.site[2]).toMatchObject({ category: "other", position: null, locality: "Toronto" });
});

test("every refused or odd value is told", () => {
  expect(problems(csv)).toEqual([
    "amount_fined bad-number field-dropped",
    "establishment_status conflicting-status noted",
    "infraction missing repaired",
    "inspection_date bad-date row-refused",
    "name missing row-refused",
    "position bad-coordinates field-dropped",
    "severity unknown-severity noted",
    "type unknown-category noted",
  ]);
});

test("in XML each visit has its own result, several a day are told apart", () => {
  expect(xml.visit.map(({ key }) => key)).toEqual([
    "9001:2022-05-26",
    "9001:2022-05-26:2",
    "9001:2022-06-26",
  ]);
  expect(xml.rating.map((r) => [r.visitKey, r.published, r.ratedOn])).toEqual([
    ["9001:2022-05-26", "Conditional Pass", "2022-05-26"],
    ["9001:2022-05-26:2", "Pass", "2022-05-26"],
  ]);
  expect(xml.finding).toMatchObject([
    { severity: "significant", fine: null, correctedOnSite: false },
    { severity: "minor", fine: 60, correctedOnSite: true },
  ]);
  expect(xml.site).toMatchObject([
    { name: "# COPPER KETTLE", address: "1 O'TEST DR", position: { lat: 43.72, lon: -79.3 } },
    { name: "NEVER SEEN", position: null },
  ]);
  expect(problems(xml)).toEqual(["DATE bad-date row-refused", "STATUS missing noted"]);
});

test.each([
  ["XML cut short", readFileSync(XML).subarray(0, 600)],
  ["other XML", "<rss></rss>"],
  ["XML without establishments", "<DINESAFE_DATA/>"],
  ["CSV cut short", readFileSync(CSV).subarray(0, -20)],
  ["other CSV", "a,b\n1,2\n"],
  ["CSV without rows", readFileSync(CSV, "utf8").split("\n")[0] ?? ""],
  ["an empty file", ""],
])("%s is refused whole", async (_, bytes) => {
  await expect(readBytes(dinesafe, bytes)).rejects.toThrow(UnreadableFile);
});
