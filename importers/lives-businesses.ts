import { type ImportRow, UnreadableFile } from "@/core/import-row";
import { cleanText } from "@/core/tokens";
import { readCsv } from "@/importers/csv";
import type { ImportFile } from "@/importers/format";
import { livesColumn } from "@/importers/lives-inspections";
import { type Report, reportOn } from "@/importers/report";
import { readCoordinates } from "@/importers/values";

/** The businesses of a LIVES feed as sites; telephone numbers are not kept. */
export async function* readBusinesses(file: ImportFile): AsyncGenerator<ImportRow> {
  const shape = {
    required: ["business_id", "name", "address"],
    optional: ["city", "postal_code", "latitude", "longitude"],
    rename: livesColumn,
    windows1252: true,
  } as const;
  let count = 0;
  for await (const record of readCsv(file, shape)) {
    if (record.kind === "issue") {
      yield record;
      continue;
    }
    count += 1;
    const { fields, line } = record;
    const key = cleanText(fields.business_id, 100);
    const name = cleanText(fields.name, 300);
    const report = reportOn(line, key);
    if (!key || !name) {
      const field = `${file.name} ${key ? "name" : "business_id"}`;
      yield report(field, null, "missing", "row-refused");
      continue;
    }
    const position = readCoordinates(fields.latitude, fields.longitude);
    if (position === "invalid") {
      const value = `${fields.latitude}, ${fields.longitude}`;
      yield report(`${file.name} position`, value, "bad-coordinates", "field-dropped");
    }
    yield {
      kind: "site",
      line,
      key,
      name,
      siteKind: "fixed",
      // LIVES is of restaurants and says no more about them.
      category: "restaurant",
      categoryAsPublished: null,
      address: cleanText(fields.address, 300),
      locality: cleanText(fields.city ?? "", 100),
      postcode: yield* readZip(fields.postal_code ?? "", report, `${file.name} postal_code`),
      position: position === "invalid" ? null : position,
      website: null,
      operator: null,
      closedOn: null,
      resultPending: false,
      reply: null,
      formerNames: [],
    };
  }
  if (count === 0) throw new UnreadableFile(`${file.name} holds no business.`);
}

/** Five digits, or nine with a hyphen, which is put in where it was lost. */
function* readZip(
  text: string,
  report: Report,
  field: string,
): Generator<ImportRow, string | null> {
  if (text === "" || (/^\d{5}(-\d{4})?$/.test(text) && !text.startsWith("00000"))) {
    return text || null;
  }
  if (/^\d{9}$/.test(text)) {
    yield report(field, text, "postcode-without-hyphen", "repaired");
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  }
  yield report(field, text, "bad-postcode", "field-dropped");
  return null;
}
