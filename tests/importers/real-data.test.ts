import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { RatingRow } from "@/core/import-row";
import { rate } from "@/core/rate";
import { type Inputs, type Scheme, schemeSchema, standingOf } from "@/core/scheme";
import { chicago } from "@/importers/chicago";
import { dinesafe } from "@/importers/dinesafe";
import { fhrs } from "@/importers/fhrs";
import { lives } from "@/importers/lives";
import { nyc } from "@/importers/nyc";
import { smilefjes } from "@/importers/smilefjes";
import { problems, read } from "@/tests/importers/read";

const DATA = "../shared/data";

const schemeNamed = (key: string) =>
  schemeSchema.parse(JSON.parse(readFileSync(`core/schemes/${key}.json`, "utf8")));

function outcomeOf(scheme: Scheme, inputs: Inputs): string | null {
  const rated = rate(inputs, scheme);
  return rated.ok ? rated.outcome : null;
}

function tally(values: Iterable<unknown>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

/** The published words that a scheme does not know. */
function unknownWords(ratings: readonly RatingRow[], ...schemes: string[]): string[] {
  const known = schemes.map(schemeNamed);
  const words = new Set(ratings.map(({ published }) => published ?? ""));
  return [...words].filter((word) =>
    known.every((scheme) => standingOf(scheme, word) === "unmapped"),
  );
}

/** How often a text occurs in a gzip file, which is how many records the file itself holds. */
function occurrences(file: string, text: string): number {
  return (
    gunzipSync(readFileSync(`${DATA}/${file}`))
      .toString("latin1")
      .split(text).length - 1
  );
}

const distinct = (values: Iterable<string>) => new Set(values).size;

describe.runIf(existsSync(DATA))(`real data in ${DATA}`, () => {
  test.each([
    ["2020-11-15", 13, 35_565, 25_175, 8],
    ["2020-08-10", 6, 20_953, 13_579, 4],
  ])(
    "FHRS of %s: all %i files; each of three scores has the rating of the rule",
    async (...row) => {
      const [day, files, sites, scored, replies] = row;
      const rows = await read(fhrs, `${DATA}/uk-fhrs/${day}`);
      expect(rows.snapshot).toHaveLength(files);
      expect(rows.site).toHaveLength(sites);
      expect(rows.rating).toHaveLength(sites);
      expect(unknownWords(rows.rating, "uk-fhrs@2018-11", "uk-fhis@2006")).toEqual([]);
      const scheme = schemeNamed("uk-fhrs@2018-11");
      const three = rows.rating.filter(({ inputs }) => Object.keys(inputs).length === 3);
      expect(three).toHaveLength(scored);
      expect(three.filter((r) => outcomeOf(scheme, r.inputs) !== r.published)).toEqual([]);
      const said = rows.site.flatMap(({ reply }) => reply ?? []);
      expect(said).toHaveLength(replies);
      expect(said.filter((reply) => /[<>]|&\w+;|mso|^\s*$/i.test(reply))).toEqual([]);
    },
  );

  test("FHRS of Wiltshire and Redditch: missing geocodes and repeated ids as counted by hand", async () => {
    const wiltshire = await read(fhrs, `${DATA}/uk-fhrs/2020-11-15/FHRS709en-GB.xml.gz`);
    expect(wiltshire.site).toHaveLength(3892);
    expect(wiltshire.site.filter(({ position }) => !position)).toHaveLength(1192);
    const redditch = await read(fhrs, `${DATA}/uk-fhrs/2020-11-15/FHRS149en-GB.xml.gz`);
    expect(redditch.site.length - distinct(redditch.site.map(({ key }) => key))).toBe(29);
  });

  test.each([
    ["2026-01-02", 8395, 10],
    ["2026-08-22", 8484, 12],
  ])(
    "Smilefjes of %s: all %i premises, %i without register number",
    async (day, sites, missing) => {
      const file = `no-smilefjes/tilsyn-${day}.geojson.gz`;
      const rows = await read(smilefjes, `${DATA}/${file}`);
      expect(occurrences(file, '"type":"Feature",')).toBe(sites);
      expect(rows.site).toHaveLength(sites);
      expect(rows.rating).toHaveLength(sites);
      expect(unknownWords(rows.rating, "no-smilefjes@2016")).toEqual([]);
      expect(rows.rating.filter(({ ratedOn }) => !ratedOn)).toEqual([]);
      expect(rows.site.filter(({ operator }) => !operator)).toHaveLength(missing);
      expect(rows.site.filter(({ postcode, position }) => !postcode || !position)).toEqual([]);
    },
  );

  test("Smilefjes of August: grades and areas as published, contradicting ones told", async () => {
    const rows = await read(smilefjes, `${DATA}/no-smilefjes/tilsyn-2026-08-22.geojson.gz`);
    const scheme = schemeNamed("no-smilefjes@2016");
    const outcomes = rows.rating.map((r) => [outcomeOf(scheme, r.inputs), r.published] as const);
    expect(tally(outcomes.map(([outcome, published]) => outcome === published))).toEqual({
      true: 8114,
      false: 370,
    });
    expect(tally(problems(rows))).toEqual({
      "karakter1 area-not-graded noted": 495,
      "karakter2 area-not-graded noted": 2,
      "karakter3 area-not-graded noted": 4,
      "karakter4 area-not-graded noted": 10,
      "orgnummer missing noted": 12,
    });
  });

  test.each([
    [2010, 14_920, 4381, 9433, 9423, { Pass: 4376, "Conditional Pass": 5 }],
    [2012, 17_188, 4849, 10_647, 10_841, { Pass: 4840, "Conditional Pass": 9 }],
  ])("DineSafe CSV of %i: all %i rows", async (year, lines, sites, visits, findings, words) => {
    const rows = await read(dinesafe, `${DATA}/ca-toronto-dinesafe/dinesafe.${year}.csv.gz`);
    expect(rows.visit).toHaveLength(lines);
    expect(distinct(rows.visit.map(({ key }) => key))).toBe(visits);
    expect(rows.site).toHaveLength(sites);
    expect(rows.finding).toHaveLength(findings);
    expect(tally(rows.rating.map(({ published }) => published))).toEqual(words);
    expect(rows.issue).toEqual([]);
  });

  test.each([
    ["a", 2, 6, 19],
    ["b", 3, 8, 20],
  ])("DineSafe XML %s: a result for each visit", async (sample, sites, visits, findings) => {
    const rows = await read(dinesafe, `${DATA}/ca-toronto-dinesafe/sample-2022-${sample}.xml`);
    expect(rows.site).toHaveLength(sites);
    expect(rows.visit).toHaveLength(visits);
    expect(rows.rating.filter(({ visitKey }) => visitKey)).toHaveLength(visits);
    expect(rows.finding).toHaveLength(findings);
    expect(rows.issue).toEqual([]);
  });

  test("San Francisco: all 6,359 businesses, 25,863 inspections and 37,965 violations", async () => {
    const rows = await read(lives, `${DATA}/us-sf-lives`, { authority: "San Francisco" });
    expect(tally(problems(rows))).toEqual({
      "businesses.csv not-utf-8 repaired": 1,
      "businesses.csv postal_code bad-postcode field-dropped": 6,
      "businesses.csv postal_code postcode-without-hyphen repaired": 2,
      "inspections_plus.csv score conflicting-visit row-refused": 1,
      "inspections_plus.csv score duplicate-visit noted": 187,
      "violations_plus.csv date no-visit-that-day row-refused": 104,
    });
    expect(rows.site).toHaveLength(6359);
    expect(rows.site.filter(({ position }) => !position)).toHaveLength(3027);
    expect(rows.site.find(({ key }) => key === "38566")?.name).toBe("TROPISUEÑO");
    expect(rows.visit).toHaveLength(25_863 - 188);
    expect(distinct(rows.visit.map(({ key }) => key))).toBe(rows.visit.length);
    expect(rows.finding).toHaveLength(37_965 - 104);
    const scheme = schemeNamed("us-sf-score@2005");
    expect(tally(rows.rating.map(({ inputs }) => outcomeOf(scheme, inputs)))).toEqual({
      good: 7985,
      adequate: 2722,
      "needs-improvement": 2703,
      poor: 370,
    });
  });

  test("Chicago: all 561 inspections with their 825 violations", async () => {
    const rows = await read(chicago, `${DATA}/us-chicago/Food_Inspections.2020-03.csv`);
    expect(rows.visit).toHaveLength(561);
    expect(rows.rating).toHaveLength(561);
    expect(unknownWords(rows.rating, "us-chicago@2018-07")).toEqual([]);
    expect(rows.finding).toHaveLength(825);
    expect(rows.finding.filter(({ code }) => !code)).toEqual([]);
    expect(distinct(rows.site.map(({ key }) => key))).toBe(550);
    expect(rows.site.filter(({ position }) => !position).length).toBeLessThanOrEqual(4);
  });

  test("New York: all 1,000 rows; 451 of 452 letters follow from the points", async () => {
    const rows = await read(nyc, `${DATA}/us-nyc/43nn-pn8j.1000rows.csv`);
    expect(rows.visit).toHaveLength(1000 - 12);
    expect(rows.site).toHaveLength(980);
    expect(rows.finding).toHaveLength(980);
    expect(unknownWords(rows.rating, "us-nyc-grades@2010-07")).toEqual([]);
    const scheme = schemeNamed("us-nyc-grades@2010-07");
    const graded = rows.rating.filter(({ published }) => /^[ABC]$/.test(published ?? ""));
    expect(graded).toHaveLength(452);
    expect(graded.filter((r) => outcomeOf(scheme, r.inputs) === r.published)).toHaveLength(451);
    expect(tally(problems(rows))).toEqual({ "position bad-coordinates field-dropped": 13 });
  });
});
