import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UnreadableFile } from "@/core/import-row";
import { smilefjes } from "@/importers/smilefjes";
import { problems, read, readBytes } from "@/tests/importers/read";

const AUGUST = "tests/fixtures/smilefjes/tilsyn-2026-08-22.geojson";
const json = readFileSync(AUGUST, "utf8");
const rows = await read(smilefjes, AUGUST);
const siteOf = (key: string) => rows.site.find((site) => site.key === `${key}_Tilsynsobjekt`);
const ratingOf = (key: string) =>
  rows.rating.find((rating) => rating.siteKey === `${key}_Tilsynsobjekt`);

test("the file carries no date of its own", () => {
  expect(rows.snapshot).toMatchObject([
    { asOf: null, scheme: "no-smilefjes@2016", authority: { slug: "no-mattilsynet" } },
  ]);
});

test("a feature becomes a site with its register number, and a rating with its areas", () => {
  expect(siteOf("Z1")).toMatchObject({
    name: "Prøvekafeen",
    address: "Prøvegata 37",
    postcode: "0162",
    locality: "Oslo",
    position: { lat: 59.91, lon: 10.74 },
    operator: { scheme: "no-orgnr", level: "establishment", number: "100000008" },
  });
  expect(ratingOf("Z1")).toMatchObject({
    published: "0",
    inputs: { area1: 0, area2: 0, area3: 0, area4: 0 },
    ratedOn: "2026-01-14",
    visitKey: null,
  });
});

test.each([
  ["Z2", { address: "Gården, Prøveveien 5", postcode: "9411", locality: "Harstad" }],
  ["Z3", { address: "Midtstranda, 2321 Hamar", postcode: "2321", locality: "HAMAR" }],
  ["Z6", { address: "et sted uten nummer", postcode: null, locality: null }],
])("the address of %s is taken apart from its end", (key, place) => {
  expect(siteOf(key)).toMatchObject(place);
});

test("January's files, without areas and with registered addresses, are read too", async () => {
  const january = await read(smilefjes, "tests/fixtures/smilefjes/tilsyn-2026-01-02.geojson");
  expect(
    january.site.map(({ address, postcode, locality }) => [address, postcode, locality]),
  ).toEqual([
    ["Prøvegata 37", "0162", "OSLO"],
    [null, "2660", "DOMBÅS"],
  ]);
  expect(january.rating.map(({ inputs }) => inputs)).toEqual([{}, {}]);
  expect(january.issue).toMatchObject([{ problem: "registered-address", value: "1 of 2" }]);
});

test("an area that was not graded is no input", () => {
  expect(ratingOf("Z2")?.inputs).toEqual({ area2: 1, area3: 0, area4: 0 });
  expect(ratingOf("Z3")?.inputs).toEqual({ area1: 0, area2: 2, area3: 0 });
});

test("a register number that fails its check is not taken over", () => {
  expect(siteOf("Z2")?.operator).toBeNull();
  expect(siteOf("Z3")?.operator).toBeNull();
});

test("every refused or odd value is told", () => {
  expect(problems(rows)).toEqual([
    "adresse no-postcode noted",
    "dato bad-date field-dropped",
    "geometry bad-coordinates field-dropped",
    "karakter missing field-dropped",
    "karakter1 area-not-graded noted",
    "karakter4 bad-grade field-dropped",
    "navn missing row-refused",
    "orgnummer bad-register-number field-dropped",
    "orgnummer missing noted",
  ]);
  expect(ratingOf("Z4")).toMatchObject({ published: "0", ratedOn: null });
  expect(siteOf("Z4")?.position).toBeNull();
  expect(siteOf("Z5")).toBeUndefined();
  expect(ratingOf("Z6")).toMatchObject({ published: null, inputs: {} });
});

test("characters that two chunks share are read whole", async () => {
  expect((await readBytes(smilefjes, json, { chunk: 1 })).site).toEqual(rows.site);
});

test("features of the wrong shape are refused alone", async () => {
  const odd = '{"features":[null,1,"x",[],{},{"properties":null},{"properties":{"navn":{"a":1}}}]}';
  const read = await readBytes(smilefjes, odd);
  expect(read.site).toEqual([]);
  expect(read.issue.map(({ action }) => action)).toEqual(Array(7).fill("row-refused"));
});

test.each([
  ["a file cut short", json.slice(0, -30)],
  ["a file cut short between two features", `${json.slice(0, json.indexOf("}},{") + 2)}`],
  ["a file without features", '{"type":"FeatureCollection"}'],
  ["an empty collection", '{"type":"FeatureCollection","features":[]}'],
  ["a collection of the wrong shape", '{"features":{"0":{}}}'],
  ["a web page", "<!DOCTYPE html><html></html>"],
  ["an empty file", ""],
  ["what is not UTF-8", Buffer.from(json, "latin1")],
])("%s is refused whole", async (_, bytes) => {
  await expect(readBytes(smilefjes, bytes)).rejects.toThrow(UnreadableFile);
});
