import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { BULK_COLUMNS, type BulkColumn, type BulkRow } from "@/core/bulk-row";
import type { Encoder } from "@/server/jobs/bulk/text-formats";

/** Rows wait in memory until their group is whole. */
const ROW_GROUP = 10_000;
const DAY_MS = 86_400_000;

const TYPES = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  number: { type: "DOUBLE" },
  date: { type: "INT32", converted_type: "DATE" },
  boolean: { type: "BOOLEAN" },
} as const;

/** Apache Parquet with typed columns, one row group after the other. */
export function parquet(): Encoder<BulkRow> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: "root", num_children: BULK_COLUMNS.length },
      ...BULK_COLUMNS.map(({ name, type, nullable }) => ({
        name,
        ...TYPES[type],
        repetition_type: nullable ? ("OPTIONAL" as const) : ("REQUIRED" as const),
      })),
    ],
  });
  let waiting: BulkRow[] = [];

  function take(): Uint8Array {
    const taken = bytes.getBytes().slice();
    bytes.index = 0;
    return taken;
  }

  function writeGroup(): void {
    const rows = waiting;
    waiting = [];
    writer.write({
      rowGroupSize: ROW_GROUP,
      columnData: BULK_COLUMNS.map((column) => ({
        name: column.name,
        data: rows.map((row) => cell(row, column)),
      })),
    });
  }

  return {
    start: () => "",
    encode(rows) {
      waiting.push(...rows);
      if (waiting.length >= ROW_GROUP) writeGroup();
      return take();
    },
    end() {
      if (waiting.length > 0) writeGroup();
      writer.finish();
      return take();
    },
  };
}

function cell(row: BulkRow, { name, type }: BulkColumn) {
  const value = row[name];
  return type === "date" && typeof value === "string" ? Date.parse(value) / DAY_MS : value;
}
