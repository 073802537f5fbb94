import { type ImportRow, UnreadableFile } from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { findingRows, siteOf } from "@/importers/dinesafe-rows";
import { reportOn } from "@/importers/report";
import { readDate } from "@/importers/values";
import { readXml, type XmlRecord } from "@/importers/xml";

const RECORDS = new Set(["ESTABLISHMENT", "INSPECTION", "INFRACTION"]);

/** DineSafe's XML, in which each visit carries its own result. */
export async function* readDinesafeXml(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ImportRow> {
  let count = 0;
  for await (const establishment of readXml(chunks, "DINESAFE_DATA", RECORDS)) {
    if (establishment.name !== "ESTABLISHMENT") continue;
    count += 1;
    // The file is one long line, so rows are told by the establishment's place.
    yield* establishmentRows(establishment, count);
  }
  if (count === 0) throw new UnreadableFile("The file holds no establishment.");
}

function* establishmentRows({ fields, children }: XmlRecord, line: number): Generator<ImportRow> {
  const text = textsOf(fields);
  const { site, issues } = siteOf(
    {
      id: text("ID"),
      name: text("NAME"),
      type: text("TYPE"),
      address: text("ADDRESS"),
      latitude: text("LATITUDE"),
      longitude: text("LONGITUDE"),
    },
    line,
  );
  yield* issues;
  if (!site) return;
  yield site;
  const visitsOn = new Map<string, number>();
  for (const inspection of children) {
    const date = inspection.fields.get("DATE");
    const visitedOn = readDate(date);
    if (!visitedOn) {
      yield reportOn(line, site.key)("DATE", date, "bad-date", "row-refused");
      continue;
    }
    const place = (visitsOn.get(visitedOn) ?? 0) + 1;
    visitsOn.set(visitedOn, place);
    const visitKey = `${site.key}:${visitedOn}${place > 1 ? `:${place}` : ""}`;
    yield* visitRows(inspection, { line, siteKey: site.key, visitKey, visitedOn });
  }
}

function* visitRows(
  { fields, children }: XmlRecord,
  visit: { line: number; siteKey: string; visitKey: string; visitedOn: string },
): Generator<ImportRow> {
  const { visitedOn, ...at } = visit;
  const { line, siteKey, visitKey } = at;
  yield { kind: "visit", line, siteKey, key: visitKey, visitedOn, type: null };
  const published = cleanText(fields.get("STATUS") ?? "", 100);
  if (published) yield { kind: "rating", ...at, published, inputs: {}, ratedOn: visitedOn };
  else yield reportOn(line, siteKey)("STATUS", null, "missing", "noted");
  for (const infraction of children) {
    const text = textsOf(infraction.fields);
    yield* findingRows(
      {
        details: text("DEFICIENCY"),
        severity: text("SEVERITY"),
        action: text("ACTION"),
        courtOutcome: text("COURT_OUTCOME"),
        amountFined: text("AMOUNT_FINED"),
      },
      at,
    );
  }
}

function textsOf(fields: ReadonlyMap<string, string>) {
  return (name: string) => fields.get(name) ?? "";
}
