import type { Category } from "@/core/category";
import { type ImportRow, type SiteRow, UnreadableFile } from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import type { Format } from "@/importers/format";
import { plainReply } from "@/importers/reply";
import { reportOn } from "@/importers/report";
import { readCoordinates, readDate, readWebAddress, slugOf } from "@/importers/values";
import { readXml } from "@/importers/xml";

const CATEGORIES: ReadonlyMap<string, Category> = new Map(
  Object.entries({
    "Restaurant/Cafe/Canteen": "restaurant",
    "Retailers - other": "shop",
    "Takeaway/sandwich shop": "takeaway",
    "Other catering premises": "canteen",
    "Pub/bar/nightclub": "bar",
    "Hospitals/Childcare/Caring Premises": "care",
    "School/college/university": "school",
    "Mobile caterer": "mobile",
    "Hotel/bed & breakfast/guest house": "hotel",
    "Retailers - supermarkets/hypermarkets": "supermarket",
    "Manufacturers/packers": "producer",
    "Farmers/growers": "producer",
    "Distributors/Transporters": "distributor",
    "Importers/Exporters": "distributor",
  }),
);

const SCHEMES: ReadonlyMap<string, string> = new Map([
  ["FHRS", "uk-fhrs@2018-11"],
  ["FHIS", "uk-fhis@2006"],
]);

/** A private home: the name is a person's and the source withholds the address (law 1). */
const PERSON = /^(mr|mrs|miss|ms|dr)\.?\s+(\S+\s+){0,2}\S+$/i;

/** The open data files of the UK Food Standards Agency, FHRS and Scotland's FHIS alike. */
export const fhrs: Format = {
  id: "fhrs",
  grouping: "file",
  repeats: false,
  accepts: (name) => /^FHRS\d+.*\.xml$/i.test(name),
  async *read(files) {
    for (const file of files) yield* readFile(file.open());
  },
};

type Fields = ReadonlyMap<string, string>;

const RECORDS = new Set(["Header", "EstablishmentDetail"]);

async function* readFile(chunks: AsyncIterable<Uint8Array>): AsyncIterable<ImportRow> {
  let header: Fields = new Map();
  let count = 0;
  for await (const { name, fields } of readXml(chunks, "FHRSEstablishment", RECORDS)) {
    if (name === "Header") {
      header = fields;
      continue;
    }
    if (count === 0) yield snapshotRow(header, fields);
    count += 1;
    // The files have no lines to speak of, so rows are told by their place.
    yield* establishmentRows(fields, count);
  }
  const expected = header.get("ItemCount") ?? "no number of";
  if (count === 0) throw new UnreadableFile("The file holds no establishment.");
  if (String(count) !== expected) {
    throw new UnreadableFile(`The file announces ${expected} establishments and holds ${count}.`);
  }
}

function snapshotRow(header: Fields, first: Fields): ImportRow {
  const code = first.get("LocalAuthorityCode");
  const name = first.get("LocalAuthorityName");
  const scheme = SCHEMES.get(first.get("SchemeType") ?? "");
  if (!code || !name || !scheme) {
    throw new UnreadableFile("The first establishment names no authority or scheme.");
  }
  return {
    kind: "snapshot",
    source: {
      key: `fhrs:${code}`,
      name: "Food hygiene ratings, Food Standards Agency",
      licence: "Open Government Licence v3.0",
      licenceUrl: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
      url: "https://ratings.food.gov.uk/open-data",
      language: "en",
    },
    authority: {
      slug: slugOf(`gb ${name}`),
      name,
      country: "GB",
      website: readWebAddress(first.get("LocalAuthorityWebSite")),
      email: first.get("LocalAuthorityEmailAddress") ?? null,
      invented: false,
    },
    domain: "food",
    asOf: readDate(header.get("ExtractDate")),
    scheme,
  };
}

function* establishmentRows(fields: Fields, line: number): Generator<ImportRow> {
  const key = fields.get("FHRSID") ?? null;
  const issue = reportOn(line, key);

  const published = fields.get("RatingValue");
  const publishedName = cleanText(fields.get("BusinessName") ?? "", 300);
  if (!key || !publishedName || !published) {
    const field = key ? (published ? "BusinessName" : "RatingValue") : "FHRSID";
    yield issue(field, null, "missing", "row-refused");
    return;
  }

  const lines = ADDRESS_LINES.map((element) => cleanText(fields.get(element) ?? "", 200));
  const address = lines.filter((part) => part !== null);
  const withheld = address.length === 0 && PERSON.test(publishedName);
  if (withheld) yield issue("BusinessName", null, "person-name-withheld", "repaired");
  const lostApostrophes = publishedName.replace(/(?<=\p{L})\?(?=s\b)/gu, "’");
  if (lostApostrophes !== publishedName) {
    yield issue("BusinessName", publishedName, "lost-apostrophe", "repaired");
  }

  const position = readCoordinates(fields.get("Latitude"), fields.get("Longitude"));
  if (position === "invalid") {
    const value = `${fields.get("Latitude")}, ${fields.get("Longitude")}`;
    yield issue("Geocode", value, "bad-coordinates", "field-dropped");
  }
  const ratingDate = fields.get("RatingDate");
  const ratedOn = readDate(ratingDate);
  if (ratingDate && !ratedOn) yield issue("RatingDate", ratingDate, "no-real-date", "repaired");

  const businessType = fields.get("BusinessType") ?? null;
  const category = CATEGORIES.get(businessType ?? "");
  if (!category) yield issue("BusinessType", businessType, "unknown-category", "noted");

  const site: SiteRow = {
    kind: "site",
    line,
    key,
    name: withheld ? "Home-based food business" : lostApostrophes,
    siteKind: category === "mobile" ? "mobile" : "fixed",
    category: category ?? "other",
    categoryAsPublished: businessType,
    address: address.slice(0, -1).join(", ") || (address[0] ?? null),
    locality: address.length > 1 ? (address.at(-1) ?? null) : null,
    postcode: cleanText(fields.get("PostCode") ?? "", 20),
    position: position === "invalid" ? null : position,
    website: null,
    operator: null,
    closedOn: null,
    resultPending: fields.get("NewRatingPending") === "True",
    reply: plainReply(fields.get("RightToReply") ?? ""),
    formerNames: [],
  };
  yield site;
  const inputs: Record<string, number> = {};
  for (const [input, element] of SCORES) {
    const value = Number(fields.get(element) ?? Number.NaN);
    if (Number.isInteger(value)) inputs[input] = value;
  }
  yield { kind: "rating", line, siteKey: key, visitKey: null, published, inputs, ratedOn };
}

const ADDRESS_LINES = ["AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4"];

const SCORES = [
  ["hygiene", "Hygiene"],
  ["structural", "Structural"],
  ["confidence", "ConfidenceInManagement"],
] as const;
