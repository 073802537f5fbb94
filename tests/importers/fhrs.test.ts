import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UnreadableFile } from "@/core/import-row";
import { fhrs } from "@/importers/fhrs";
import { problems, read, readBytes } from "@/tests/importers/read";

const FILE = "tests/fixtures/fhrs/FHRS900en-GB.xml";
const xml = readFileSync(FILE, "utf8");
const rows = await read(fhrs, FILE);
const siteOf = (key: string) => rows.site.find((site) => site.key === key);
const ratingOf = (key: string) => rows.rating.find((rating) => rating.siteKey === key);

test("the file says whose records it holds, of which day and under which scheme", () => {
  expect(rows.snapshot).toMatchObject([
    {
      source: { key: "fhrs:900" },
      authority: { slug: "gb-testham", website: "http://www.testham.example" },
      asOf: "2020-11-14",
      scheme: "uk-fhrs@2018-11",
    },
  ]);
});

test("an establishment becomes a site and a rating with its three scores", () => {
  expect(siteOf("101")).toMatchObject({
    name: "The Copper Kettle",
    category: "restaurant",
    address: "1 High Street",
    locality: "Testham",
    postcode: "TE1 1ST",
    position: { lat: 51.5, lon: -0.1 },
    reply: null,
    line: 1,
  });
  expect(ratingOf("101")).toMatchObject({
    published: "5",
    inputs: { hygiene: 5, structural: 0, confidence: 5 },
    ratedOn: "2020-01-15",
    visitKey: null,
  });
});

test("a nil date and 1901-01-01 both mean no date, and empty scores no inputs", () => {
  expect(ratingOf("103")).toMatchObject({ inputs: {}, ratedOn: null });
  expect(ratingOf("104")).toMatchObject({ inputs: {}, ratedOn: null });
});

test("a missing geocode or postcode stays missing", () => {
  expect(siteOf("103")).toMatchObject({ position: null, postcode: null });
});

test("a person's name without an address is withheld", () => {
  expect(siteOf("105")).toMatchObject({ name: "Home-based food business", address: null });
  expect(JSON.stringify(rows)).not.toContain("Sample");
});

test("lost apostrophes are put back, pending results are told", () => {
  expect(siteOf("102")).toMatchObject({ name: "Bhakti’s Kitchen", resultPending: true });
});

test("replies become plain text, whatever they were written in", () => {
  expect(siteOf("102")?.reply).toBe("We have cleaned & painted.\n\nCome <b>and</b> see.");
  expect(siteOf("106")?.reply).toBe("The fridge is new.");
  expect(siteOf("107")?.reply).toBeNull();
});

test("a repeated id is handed on as often as it comes", () => {
  expect(rows.site.filter((site) => site.key === "108")).toHaveLength(2);
});

test("every refused or repaired value is told", () => {
  expect(problems(rows)).toEqual([
    "BusinessName lost-apostrophe repaired",
    "BusinessName person-name-withheld repaired",
    "BusinessType unknown-category noted",
    "BusinessType unknown-category noted",
    "Geocode bad-coordinates field-dropped",
    "RatingDate no-real-date repaired",
    "RatingValue missing row-refused",
  ]);
});

test("Scotland's scheme is told apart by the file itself", async () => {
  const scotland = await read(fhrs, "tests/fixtures/fhrs/FHRS901en-GB.xml");
  expect(scotland.snapshot).toMatchObject([
    { scheme: "uk-fhis@2006", authority: { slug: "gb-dun-test-city-of" } },
  ]);
  expect(scotland.rating.map(({ published }) => published)).toEqual([
    "Pass",
    "Improvement Required",
    "Pass and Eat Safe",
    "Awaiting Inspection",
  ]);
});

test("a folder holds one snapshot a file", async () => {
  const both = await read(fhrs, "tests/fixtures/fhrs");
  expect(both.snapshot.map(({ source }) => source.key)).toEqual(["fhrs:900", "fhrs:901"]);
});

test("characters that two chunks share are read whole", async () => {
  expect((await readBytes(fhrs, xml, { chunk: 1 })).site).toEqual(rows.site);
});

test.each([
  ["a file cut short", xml.slice(0, xml.length / 2), /broken or cut short/],
  ["a file cut short between two rows", xml.replace("</EstablishmentCollection>", ""), /broken/],
  [
    "a file that holds fewer than it says",
    xml.replace("<ItemCount>10<", "<ItemCount>11<"),
    /11.*10/,
  ],
  ["a file that does not say how many", xml.replace(/<ItemCount>.*<\/ItemCount>/, ""), /no number/],
  ["another kind of XML", "<rss><channel/></rss>", /starts with <rss>/],
  ["a web page", "<!DOCTYPE html><html><br></html>", /starts with <html>/],
  ["an empty file", "", /broken or cut short/],
  ["a file without establishments", "<FHRSEstablishment/>", /no establishment/],
  ["what is not UTF-8", Buffer.from(xml.replace("Kettle", "Kettl\u00e9"), "latin1"), /not UTF-8/],
])("%s is refused whole", async (_, bytes, reason) => {
  const reading = readBytes(fhrs, bytes);
  await expect(reading).rejects.toThrow(UnreadableFile);
  await expect(readBytes(fhrs, bytes)).rejects.toThrow(reason);
});
