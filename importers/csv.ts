import { pipeline } from "node:stream/promises";
import { CsvError, type Info, parse } from "csv-parse";
import { type IssueRow, UnreadableFile } from "@/core/import-row";
import { decodeLines, decodeUtf8 } from "@/importers/decode";
import type { ImportFile } from "@/importers/format";
import { reportOn } from "@/importers/report";

export interface CsvRecord<C extends string, O extends string = never> {
  kind: "record";
  /** Where the record begins; the header is on line 1. */
  line: number;
  /** Trimmed values by column. */
  fields: Readonly<Record<C, string> & Partial<Record<O, string>>>;
}

interface Shape<C extends string, O extends string> {
  /** Columns in lower case with underscores: `License #` is `license`. */
  required: readonly C[];
  optional?: readonly O[];
  /** Calls a column, already in lower case, by another name. */
  rename?: (column: string) => string;
  /** Tells the header from lines that stand before it. */
  isHeader?: (cells: readonly string[]) => boolean;
  /** Tells such a line before the header. */
  onPreamble?: (cells: readonly string[]) => void;
  /** Reads lines that are not UTF-8 as Windows-1252 instead of refusing the file. */
  windows1252?: boolean;
}

/** A field longer than this is a quote that was never closed. */
const RECORD_CHARACTERS_MAX = 1 << 18;

/** Streams the records of a CSV file; those with too many or too few cells become issues. */
export async function* readCsv<const C extends string, const O extends string = never>(
  file: Pick<ImportFile, "name" | "open">,
  shape: Shape<C, O>,
): AsyncGenerator<CsvRecord<C, O> | IssueRow> {
  const input = { endsLine: true, windows1252: false };
  let header: string[] | null = null;
  let uneven: { issue: IssueRow; isShort: boolean } | null = null;
  for await (const { cells, line } of readCells(file.name, decode(file, shape, input))) {
    if (uneven) yield uneven.issue;
    uneven = null;
    if (!header && shape.isHeader?.(cells) === false) {
      shape.onPreamble?.(cells);
    } else if (!header) {
      header = readHeader(file.name, cells, shape);
    } else if (cells.length === header.length) {
      yield { kind: "record", line, fields: fieldsOf(header, cells) as CsvRecord<C, O>["fields"] };
    } else {
      const report = reportOn(line, null);
      const value = `${cells.length} instead of ${header.length}`;
      const issue = report(file.name, value, "wrong-number-of-columns", "row-refused");
      uneven = { issue, isShort: cells.length < header.length };
    }
  }
  if (!header) throw new UnreadableFile(`${file.name} is empty.`);
  if (uneven?.isShort && !input.endsLine) {
    throw new UnreadableFile(`${file.name} is cut short in its last line.`);
  }
  if (uneven) yield uneven.issue;
  if (input.windows1252) yield reportOn(1, null)(file.name, null, "not-utf-8", "repaired");
}

async function* decode(
  file: Pick<ImportFile, "open">,
  shape: { windows1252?: boolean },
  input: { endsLine: boolean; windows1252: boolean },
): AsyncGenerator<string> {
  const texts = shape.windows1252
    ? decodeLines(file.open(), () => {
        input.windows1252 = true;
      })
    : decodeUtf8(file.open());
  for await (const text of texts) {
    if (text === "") continue;
    input.endsLine = text.endsWith("\n");
    yield text;
  }
}

async function* readCells(
  name: string,
  texts: AsyncIterable<string>,
): AsyncGenerator<{ cells: string[]; line: number }> {
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: RECORD_CHARACTERS_MAX,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // What breaks the pipeline also breaks the loop below, which is where it is told.
  pipeline(texts, parser).catch(() => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: Info;
    }>) {
      const inside = record.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0);
      yield { cells: record, line: info.lines - inside };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new UnreadableFile(`${name} is broken or cut short near line ${cause.lines}.`, {
      cause,
    });
  }
}

function readHeader(
  name: string,
  cells: readonly string[],
  { required, rename = (column) => column }: Shape<string, string>,
): string[] {
  const columns = cells.map((cell) =>
    rename(
      cell
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_|_$/g, ""),
    ),
  );
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new UnreadableFile(`${name} lacks the columns ${missing.join(", ")}.`);
  }
  return columns;
}

function fieldsOf(header: readonly string[], cells: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  header.forEach((column, i) => {
    fields[column] ??= cells[i]?.trim() ?? "";
  });
  return fields;
}
