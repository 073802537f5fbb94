import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { UnreadableFile } from "@/core/import-row";
import { lives } from "@/importers/lives";
import { problems, read } from "@/tests/importers/read";
import { storedZip } from "@/tests/importers/zip";

const PLAIN = "tests/fixtures/lives";
const SF = "tests/fixtures/lives-sf";
const authority = "Testville Health Department";
const sf = await read(lives, SF, { authority });

const scratch = mkdtempSync(path.join(tmpdir(), "placard-lives-"));
afterAll(() => rmSync(scratch, { recursive: true }));

function copyOf(folder: string, change: (copy: string) => void): string {
  const copy = mkdtempSync(path.join(scratch, "feed-"));
  cpSync(folder, copy, { recursive: true });
  change(copy);
  return copy;
}

test("a feed says itself whose records it holds and of which day", async () => {
  const rows = await read(lives, PLAIN);
  expect(rows).toMatchObject({
    snapshot: [
      {
        source: { key: "lives:us-city-of-plainville", url: "https://plainville.example/food" },
        authority: { slug: "us-city-of-plainville", email: "food@plainville.example" },
        asOf: "2014-03-01",
        scheme: "us-sf-score@2005",
      },
    ],
    site: [{ key: "1", name: "Café Plain", postcode: "94000-1234" }],
    visit: [{ key: "1:2014-01-02:routine", visitedOn: "2014-01-02", type: "routine" }],
    rating: [{ published: null, inputs: { score: 85 }, visitKey: "1:2014-01-02:routine" }],
    finding: [{ code: "4-601", text: "Dirty slicer", severity: null }],
    issue: [],
  });
});

test("a feed that does not say so needs to be told the authority", async () => {
  await expect(read(lives, SF)).rejects.toThrow("--authority");
  expect(sf.snapshot).toMatchObject([
    { asOf: null, authority: { slug: "us-testville-health-department", name: authority } },
  ]);
});

test("a zip file, gzip files and the columns of the later form are read alike", async () => {
  const files = readdirSync(PLAIN).map(
    (name) => [name, readFileSync(path.join(PLAIN, name))] as const,
  );
  const zip = path.join(scratch, "feed.zip");
  writeFileSync(zip, storedZip(Object.fromEntries(files)));
  expect(await read(lives, zip)).toEqual(await read(lives, PLAIN));
  const later = copyOf(PLAIN, (copy) => {
    const file = path.join(copy, "inspections.csv");
    const text = readFileSync(file, "utf8").replace(
      "score,date",
      "inspection_score,inspection_date",
    );
    rmSync(file);
    writeFileSync(`${file}.gz`, gzipSync(text));
  });
  expect(await read(lives, later)).toEqual(await read(lives, PLAIN));
});

test("names in Windows-1252 are read as they were meant", () => {
  expect(sf.site.map(({ name }) => name)).toEqual([
    "COPPER KETTLE",
    "TAQUERÍA EL NIÑO’S",
    "LANTERN HOUSE",
    "CRÈME",
    "OLD HEN",
  ]);
});

test("nine digits are a ZIP code without its hyphen; what is none is left out", () => {
  expect(sf.site.map(({ postcode }) => postcode)).toEqual([
    "94109",
    "94110-2019",
    null,
    null,
    null,
  ]);
});

test("telephone numbers are not kept", () => {
  expect(JSON.stringify(sf)).not.toContain("5550100");
});

test("only a visit with a score from 0 to 100 is rated", () => {
  expect(sf.rating.map(({ visitKey, inputs }) => [visitKey, inputs])).toEqual([
    ["19:2016-05-13:Routine - Unscheduled", { score: 94 }],
    ["24:2016-10-20:Routine - Unscheduled", { score: 88 }],
    ["50:2015-01-01:Routine - Unscheduled", { score: 100 }],
  ]);
  expect(sf.visit).toHaveLength(7);
});

test("a violation belongs to the scored visit of its day", () => {
  expect(sf.finding.map((f) => [f.visitKey, f.code, f.severity])).toEqual([
    ["19:2016-05-13:Routine - Unscheduled", "103144", "minor"],
    ["19:2016-05-13:Routine - Unscheduled", "103119", "significant"],
    ["24:2016-10-20:Routine - Unscheduled", "103103", "crucial"],
    ["31:2016-09-01:Routine - Unscheduled", "103103", null],
  ]);
});

test("every refused, repaired or odd value is told, with its file", () => {
  expect(problems(sf)).toEqual([
    "businesses.csv name missing row-refused",
    "businesses.csv not-utf-8 repaired",
    "businesses.csv position bad-coordinates field-dropped",
    "businesses.csv postal_code bad-postcode field-dropped",
    "businesses.csv postal_code bad-postcode field-dropped",
    "businesses.csv postal_code postcode-without-hyphen repaired",
    "inspections_plus.csv date bad-date row-refused",
    "inspections_plus.csv score bad-score field-dropped",
    "inspections_plus.csv score bad-score field-dropped",
    "inspections_plus.csv score conflicting-visit row-refused",
    "inspections_plus.csv score duplicate-visit noted",
    "violations_plus.csv date no-visit-that-day row-refused",
    "violations_plus.csv risk_category unknown-severity noted",
  ]);
});

test("a legend with bands of its own and a hostile address are told", async () => {
  const folder = copyOf(PLAIN, (copy) => {
    writeFileSync(
      path.join(copy, "legend.csv"),
      "minimum_score,maximum_score,description\n0,50,Fail\n51,100,Pass\n",
    );
    writeFileSync(
      path.join(copy, "feed_info.csv"),
      "feed_date,municipality_name,municipality_url\nsoon,Plainville,javascript:alert(1)\n",
    );
  });
  const rows = await read(lives, folder);
  expect(rows.snapshot).toMatchObject([{ asOf: null, authority: { website: null } }]);
  expect(problems(rows)).toEqual([
    "feed_info.csv feed_date bad-date field-dropped",
    "feed_info.csv municipality_url bad-web-address field-dropped",
    "legend.csv band-unlike-the-scheme noted",
    "legend.csv band-unlike-the-scheme noted",
  ]);
});

test.each([
  ["a feed without inspections", (copy: string) => rmSync(path.join(copy, "inspections.csv"))],
  ["a feed without businesses", (copy: string) => rmSync(path.join(copy, "businesses.csv"))],
  [
    "a feed with a file in two forms",
    (copy: string) => cpSync(path.join(copy, "legend.csv"), path.join(copy, "legend.csv.gz")),
  ],
  [
    "a feed with other columns",
    (copy: string) => writeFileSync(path.join(copy, "inspections.csv"), "a,b\n1,2\n"),
  ],
  [
    "a feed with no business",
    (copy: string) =>
      writeFileSync(path.join(copy, "businesses.csv"), "business_id,name,address\n"),
  ],
])("%s is refused whole", async (_, change) => {
  await expect(read(lives, copyOf(PLAIN, change))).rejects.toThrow(UnreadableFile);
});
