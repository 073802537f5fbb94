import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { UnreadableFile } from "@/core/import-row";
import type { Scheme } from "@/core/scheme";
import {
  type SchemeOn,
  TAX_COLUMNS,
  type TaxFault,
  type TaxRow,
  taxRowReader,
} from "@/core/tax-row";
import { taxFigures } from "@/core/tax-standing";
import { decodeUtf8 } from "@/importers/decode";

/** What a row is read with. */
export interface TaxContext {
  schemeOn: SchemeOn;
  /** The tax scheme versions the authority has ever worked under: their inputs are columns. */
  schemes: readonly Scheme[];
  today: string;
}

/** What is asked for, and how a row that has it is read. */
interface Reading {
  columns: ReadonlySet<string>;
  readRow: ReturnType<typeof taxRowReader>;
}

/** A row longer than this is a quote that was never closed. */
const ROW_CHARACTERS_MAX = 1 << 16;

/**
 * The rows of a tax feed, CSV with a header or JSON lines, one entity each, rated; what is wrong
 * with a row says where and why, and no value of it.
 */
export async function* readTax(
  bytes: AsyncIterable<Uint8Array>,
  context: TaxContext,
): AsyncGenerator<TaxRow | TaxFault> {
  const texts = decodeUtf8(bytes);
  let head = "";
  while (head.trim() === "") {
    const next = await texts.next();
    if (next.done) throw new UnreadableFile("The delivery is empty.");
    head += next.value;
  }
  const input = { endsLine: true };
  const all = (async function* () {
    for await (const text of follow(head, texts)) {
      if (text === "") continue;
      input.endsLine = text.endsWith("\n");
      yield text;
    }
  })();
  const isJson = head.trimStart().startsWith("{");
  const columns = columnsOf(context.schemes);
  const reading = { columns, readRow: taxRowReader(context) };
  yield* isJson ? readJsonLines(all, reading) : readCsv(all, reading, input);
}

async function* follow(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

function columnsOf(schemes: readonly Scheme[]): ReadonlySet<string> {
  return new Set([...TAX_COLUMNS, ...schemes.flatMap(taxFigures)]);
}

const fault = (line: number, column: string, reason: string): TaxFault => ({
  kind: "fault",
  line,
  column,
  reason,
});

async function* readCsv(
  texts: AsyncIterable<string>,
  { columns, readRow }: Reading,
  input: { endsLine: boolean },
): AsyncGenerator<TaxRow | TaxFault> {
  const parser = parse({
    bom: true,
    max_record_size: ROW_CHARACTERS_MAX,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
  });
  // What breaks the pipeline also breaks the loop below, which is where it is told.
  pipeline(texts, parser).catch(() => {});
  let header: string[] | null = null;
  let uneven: { fault: TaxFault; isShort: boolean } | null = null;
  // Counted here: to be told takes as long as to be parsed.
  let next = 1;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const line = next;
      next += 1 + breaksIn(record);
      if (record.length === 1 && record[0] === "") continue;
      if (uneven) yield uneven.fault;
      uneven = null;
      if (!header) {
        header = readHeader(record, columns);
        continue;
      }
      if (record.length !== header.length) {
        const reason = `has ${record.length} cells instead of ${header.length}.`;
        uneven = { fault: fault(line, "row", reason), isShort: record.length < header.length };
        continue;
      }
      const cells: Record<string, string> = {};
      for (let i = 0; i < header.length; i += 1) cells[header[i] ?? ""] = record[i] ?? "";
      yield readRow(cells, line);
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // Without its cause, which quotes the row.
    throw new UnreadableFile(`The delivery is broken or cut short near line ${cause.lines}.`);
  }
  if (!header) throw new UnreadableFile("The delivery is empty.");
  if (uneven?.isShort && !input.endsLine) {
    throw new UnreadableFile("The delivery is cut short in its last line.");
  }
  if (uneven) yield uneven.fault;
}

/** Line breaks within the cells of a row. */
function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (cell.includes("\n")) breaks += cell.split("\n").length - 1;
  return breaks;
}

/** The names of the columns; what is none is named by its place, since it may be anything. */
function readHeader(cells: readonly string[], columns: ReadonlySet<string>): string[] {
  const header = cells.map((cell) => cell.trim());
  const missing = TAX_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw new UnreadableFile(`The header lacks the columns ${missing.join(", ")}.`);
  }
  const known = [...columns].join(", ");
  header.forEach((name, at) => {
    if (!columns.has(name)) {
      throw new UnreadableFile(`Column ${at + 1} is not asked for. There are: ${known}.`);
    }
    if (header.indexOf(name) !== at) throw new UnreadableFile(`Column ${name} is there twice.`);
  });
  return header;
}

async function* readJsonLines(
  texts: AsyncIterable<string>,
  reading: Reading,
): AsyncGenerator<TaxRow | TaxFault> {
  let rest = "";
  let line = 0;
  for await (const text of texts) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > ROW_CHARACTERS_MAX) {
      throw new UnreadableFile(`Line ${line + lines.length + 1} is longer than a row can be.`);
    }
    for (const one of lines) {
      line += 1;
      if (one.trim() !== "") yield readJsonLine(one, line, reading);
    }
  }
  if (rest.trim() === "") return;
  const last = readJsonLine(rest, line + 1, reading);
  if (last.kind === "fault" && last.column === "row") {
    throw new UnreadableFile("The delivery is cut short in its last line.");
  }
  yield last;
}

function readJsonLine(
  text: string,
  line: number,
  { columns, readRow }: Reading,
): TaxRow | TaxFault {
  let cells: unknown;
  try {
    cells = JSON.parse(text);
  } catch {
    return fault(line, "row", "is no JSON.");
  }
  if (typeof cells !== "object" || cells === null || Array.isArray(cells)) {
    return fault(line, "row", "must be a JSON object.");
  }
  const names = Object.keys(cells);
  const odd = names.findIndex((name) => !columns.has(name));
  if (odd >= 0) {
    const known = [...columns].join(", ");
    return fault(line, "row", `member ${odd + 1} is not asked for. There are: ${known}.`);
  }
  return readRow(cells as Record<string, unknown>, line);
}
