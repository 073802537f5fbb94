import { open } from "node:fs/promises";
import { csvCell } from "@/core/csv-cell";

interface CsvFile {
  add(row: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

/** A CSV file with its header written; one that goes nowhere without a path; null where it cannot be written. */
export async function openCsv(
  path: string | undefined,
  columns: readonly string[],
): Promise<CsvFile | null> {
  if (!path) return { add: async () => {}, end: async () => {} };
  const file = await open(path, "w").catch(() => null);
  if (!file) return null;
  const add = async (row: readonly string[]) => {
    await file.write(`${row.map(csvCell).join(",")}\r\n`);
  };
  await add(columns);
  return { add, end: () => file.close() };
}
