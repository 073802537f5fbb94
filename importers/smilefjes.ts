import { pipeline } from "node:stream/promises";
import { stdnum } from "stdnum";
import { pick } from "stream-json/filters/pick.js";
import { streamArray } from "stream-json/streamers/stream-array.js";
import { type ImportRow, type SnapshotRow, UnreadableFile } from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { decodeUtf8 } from "@/importers/decode";
import type { Format } from "@/importers/format";
import { orRefuse } from "@/importers/refuse";
import { type Report, reportOn } from "@/importers/report";
import { readCoordinates, readDate } from "@/importers/values";

/** Smilefjes of Norway's Mattilsynet as GeoJSON, with or without the grades of the four areas. */
export const smilefjes: Format = {
  id: "smilefjes",
  grouping: "file",
  repeats: false,
  accepts: (name) => /(smilefjes|tilsyn).*\.(geo)?json$/i.test(name),
  async *read(files) {
    for (const file of files) yield* readFile(file.open());
  },
};

const SNAPSHOT: SnapshotRow = {
  kind: "snapshot",
  source: {
    key: "smilefjes:no",
    name: "Smilefjestilsyn på serveringssteder",
    licence: "CC BY 4.0",
    licenceUrl: "https://creativecommons.org/licenses/by/4.0/",
    url: "https://data.norge.no/en/datasets/288aa74c-e3d3-492e-9ede-e71503b3bfd9",
    language: "nb",
  },
  authority: {
    slug: "no-mattilsynet",
    name: "Mattilsynet",
    country: "NO",
    website: "https://www.mattilsynet.no/",
    email: null,
    invented: false,
  },
  domain: "food",
  asOf: null,
  scheme: "no-smilefjes@2016",
};

async function* readFile(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ImportRow> {
  yield SNAPSHOT;
  let count = 0;
  let registered = 0;
  for await (const feature of features(chunks)) {
    count += 1;
    const properties = propertiesOf(feature);
    if (properties.adressekilde === "BRREG") registered += 1;
    // The file is one long line, so rows are told by their place.
    yield* premisesRows(properties, positionOf(feature), count);
  }
  if (count === 0) throw new UnreadableFile("The file holds no features.");
  if (registered > 0) {
    // The address in the business register may be an office; said once, it is nearly every row.
    const share = `${registered} of ${count}`;
    yield reportOn(count, null)("adressekilde", share, "registered-address", "noted");
  }
}

type Properties = Readonly<Record<string, string>>;

function* premisesRows(
  properties: Properties,
  position: ReturnType<typeof readCoordinates>,
  line: number,
): Generator<ImportRow> {
  const { tilsynsobjektid = "", navn = "", karakter = "", adresse = "", dato } = properties;
  const key = cleanText(tilsynsobjektid, 100);
  const name = cleanText(navn, 300);
  const report = reportOn(line, key);
  if (!key || !name) {
    yield report(key ? "navn" : "tilsynsobjektid", null, "missing", "row-refused");
    return;
  }
  const operator = operatorOf(properties.orgnummer);
  if (!operator) {
    const { orgnummer } = properties;
    const [problem, action] = orgnummer
      ? (["bad-register-number", "field-dropped"] as const)
      : (["missing", "noted"] as const);
    yield report("orgnummer", orgnummer, problem, action);
  }
  const place = placeOf(adresse);
  if (!place.postcode) yield report("adresse", adresse, "no-postcode", "noted");
  if (position === "invalid") {
    yield report("geometry", null, "bad-coordinates", "field-dropped");
  }
  yield {
    kind: "site",
    line,
    key,
    name,
    siteKind: "fixed",
    category: "restaurant",
    categoryAsPublished: null,
    ...place,
    position: position === "invalid" ? null : position,
    website: null,
    operator,
    closedOn: null,
    resultPending: false,
    reply: null,
    formerNames: [],
  };

  const ratedOn = readDate(dato, "dmy");
  if (!ratedOn) yield report("dato", dato, "bad-date", "field-dropped");
  const published = cleanText(karakter, 40);
  if (!published) {
    // Said all the same: a place that lost its grade must not keep the old one.
    yield report("karakter", null, "missing", "field-dropped");
    yield {
      kind: "rating",
      line,
      siteKey: key,
      visitKey: null,
      published: null,
      inputs: {},
      ratedOn,
    };
    return;
  }
  const inputs = yield* areaGrades(properties, report);
  yield { kind: "rating", line, siteKey: key, visitKey: null, published, inputs, ratedOn };
}

function* areaGrades(
  properties: Properties,
  report: Report,
): Generator<ImportRow, Record<string, number>> {
  const inputs: Record<string, number> = {};
  for (const area of [1, 2, 3, 4]) {
    const grade = properties[`karakter${area}`];
    if (grade === undefined) continue;
    if (/^[0-3]$/.test(grade)) inputs[`area${area}`] = Number(grade);
    else if (grade === "-1") yield report(`karakter${area}`, grade, "area-not-graded", "noted");
    else yield report(`karakter${area}`, grade, "bad-grade", "field-dropped");
  }
  return inputs;
}

function operatorOf(number = "") {
  const checked = stdnum.NO?.orgnr?.validate(number);
  return checked?.isValid
    ? ({ scheme: "no-orgnr", level: "establishment", number: checked.compact } as const)
    : null;
}

/** From `Karl Johans gate 37, 0162, Oslo`, `Storgata 1, 0164 OSLO` or `2660 DOMBÅS`. */
function placeOf(text: string) {
  const [, street = "", postcode = null, locality = ""] =
    /^(?:(.*),\s*)?(\d{4}),?\s+([^,\d]+)$/.exec(text.trim()) ?? [];
  return postcode
    ? { address: cleanText(street, 300), postcode, locality: cleanText(locality, 100) }
    : { address: cleanText(text, 300), postcode, locality: null };
}

/** The feature's properties that are text or numbers, as text. */
function propertiesOf(feature: unknown): Properties {
  const properties = memberOf(feature, "properties");
  if (typeof properties !== "object" || properties === null) return {};
  const texts = Object.entries(properties).filter(
    ([, value]) => typeof value === "string" || typeof value === "number",
  );
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}

function positionOf(feature: unknown): ReturnType<typeof readCoordinates> {
  const coordinates = memberOf(memberOf(feature, "geometry"), "coordinates");
  if (!Array.isArray(coordinates)) return null;
  return readCoordinates(String(coordinates[1]), String(coordinates[0]));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

async function* features(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const items = streamArray.asStream();
  const tokens = pick.withParserAsStream({ filter: "features", streamValues: false });
  // What breaks the pipeline also breaks the loop below, which is where it is told.
  pipeline(decodeUtf8(chunks), tokens, items).catch(() => {});
  for await (const { value } of orRefuse(items, "The JSON is broken or cut short.")) yield value;
}
