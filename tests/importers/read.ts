import type { ImportRow } from "@/core/import-row";
import type { Format, ReadOptions } from "@/importers/format";
import { openSnapshots } from "@/importers/input";

type Kind = ImportRow["kind"];
type Rows = { [K in Kind]: Extract<ImportRow, { kind: K }>[] };

/** All rows of the snapshots at a location, by kind. */
export async function read(
  format: Format,
  location: string,
  options: ReadOptions = {},
): Promise<Rows> {
  const rows: Rows = { snapshot: [], site: [], visit: [], finding: [], rating: [], issue: [] };
  for (const { files } of await openSnapshots(location, format, () => {})) {
    for await (const row of format.read(files, options)) (rows[row.kind] as ImportRow[]).push(row);
  }
  return rows;
}

/** All rows of one file whose bytes are given, in chunks of a size. */
export async function readBytes(
  format: Format,
  bytes: Uint8Array | string,
  { name = "file", chunk = 1 << 16 }: { name?: string; chunk?: number } = {},
): Promise<Rows> {
  const rows: Rows = { snapshot: [], site: [], visit: [], finding: [], rating: [], issue: [] };
  const whole = Buffer.from(bytes);
  const open = async function* () {
    for (let at = 0; at < whole.length; at += chunk) yield whole.subarray(at, at + chunk);
  };
  for await (const row of format.read([{ name, path: null, open }], {})) {
    (rows[row.kind] as ImportRow[]).push(row);
  }
  return rows;
}

/** The issues as `field problem action`, sorted. */
export function problems(rows: Rows): string[] {
  return rows.issue.map(({ field, problem, action }) => `${field} ${problem} ${action}`).sort();
}
