import { BULK_COLUMNS, type BulkRow } from "@/core/bulk-row";
import { csvCell } from "@/core/csv-cell";

/** A format as what comes first, what each batch becomes, and what ends it. */
export interface Encoder<Row> {
  start(): string;
  encode(rows: readonly Row[]): string | Uint8Array;
  end(): string | Uint8Array;
}

/** RFC 4180 with a header; an empty cell stands for null. */
export function csv(): Encoder<BulkRow> {
  const names = BULK_COLUMNS.map(({ name }) => name);
  const line = (row: BulkRow) => `${names.map((name) => csvCell(row[name])).join(",")}\r\n`;
  return {
    start: () => `${names.join(",")}\r\n`,
    encode: (rows) => rows.map(line).join(""),
    end: () => "",
  };
}

export const CSV_NOTE =
  "CSV: a text that begins with = + - @, one of their wide forms, a tab, a line break or an " +
  "apostrophe has one apostrophe put before it, so that no spreadsheet runs it as a formula. " +
  "Take one apostrophe away from texts that begin with one to have them as published.";

/** One JSON object a line. */
export function jsonLines<Row>(): Encoder<Row> {
  return {
    start: () => "",
    encode: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
    end: () => "",
  };
}

/** RFC 7946; a site without a position has the geometry null. */
export function geoJson(): Encoder<BulkRow> {
  let first = true;
  const feature = ({ lat, lon, ...properties }: BulkRow) => {
    const comma = first ? "" : ",\n";
    first = false;
    const geometry =
      lat === null || lon === null ? null : { type: "Point", coordinates: [lon, lat] };
    return comma + JSON.stringify({ type: "Feature", geometry, properties });
  };
  return {
    start: () => '{"type":"FeatureCollection","features":[\n',
    encode: (rows) => rows.map(feature).join(""),
    end: () => "\n]}\n",
  };
}
