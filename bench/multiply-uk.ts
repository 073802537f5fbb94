import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";

/** Records are cut out of the text as they stand, so that what is odd in them stays odd. */
const RECORD = /<EstablishmentDetail>.*?<\/EstablishmentDetail>/gs;
const IDS_PER_COPY = 10_000_000;

/**
 * Multiplies a folder of published UK files into one of `wanted` records: each copy of a file is
 * another authority's, with ids of its own, moved to another part of the country, and with the last
 * words of its names dealt out anew. Returns the number of files.
 */
export async function multiplyUk(from: string, to: string, wanted: number): Promise<number> {
  await mkdir(to, { recursive: true });
  const names = (await readdir(from)).sort();
  const originals = await Promise.all(
    names.map(async (name) => gunzipSync(await readFile(path.join(from, name))).toString("utf8")),
  );
  let written = 0;
  let files = 0;
  for (let copy = 0; written < wanted; copy += 1) {
    for (const text of originals) {
      const records = (text.match(RECORD) ?? []).slice(0, wanted - written);
      if (records.length === 0) break;
      const head = text
        .slice(0, text.indexOf("<EstablishmentDetail>"))
        .replace(/<ItemCount>\d+/, `<ItemCount>${records.length}`);
      const lastWords = records.map((record) => lastWordOf(record) ?? "Kitchen");
      const varied = records.map((record, i) =>
        vary(record, copy, lastWords[(i + copy * 17) % lastWords.length] ?? "Kitchen"),
      );
      const end = "</EstablishmentCollection></FHRSEstablishment>";
      await writeFile(path.join(to, `FHRS${1000 + files}en-GB.xml`), head + varied.join("") + end);
      written += records.length;
      files += 1;
    }
  }
  return files;
}

function vary(record: string, copy: number, lastWord: string): string {
  const [north, east] = [(copy % 4) * 0.7 - 0.5, Math.floor(copy / 4) * 0.6 - 1];
  return record
    .replace(/(?<=<FHRSID>)\d+/, (id) => String(Number(id) + copy * IDS_PER_COPY))
    .replace(/(?<=<LocalAuthorityCode>)[^<]+/, (code) => `${code}-${copy}`)
    .replace(/(?<=<LocalAuthorityName>)[^<]+/, (name) => `${name} ${copy}`)
    .replace(/(?<= )[^ <&]+(?=<\/BusinessName>)/, (word) => (copy === 0 ? word : lastWord))
    .replace(/(?<=<Latitude>)[^<]+/, (degrees) => moved(degrees, north))
    .replace(/(?<=<Longitude>)[^<]+/, (degrees) => moved(degrees, east));
}

function moved(degrees: string, by: number): string {
  return (Number(degrees) + by).toFixed(14);
}

function lastWordOf(record: string): string | undefined {
  return / ([^ <&]+)<\/BusinessName>/.exec(record)?.[1];
}
