import { csvCell } from "@/core/csv-cell";

/** A value that an import refused, repaired or found odd. */
export interface ImportIssue {
  file: string;
  line: number | null;
  key: string | null;
  field: string;
  value: string | null;
  problem: string;
  action: string;
}

const COLUMNS = ["file", "line", "key", "field", "value", "problem", "action"] as const;

/** The issues of an import as CSV text (RFC 4180), header first, piece by piece. */
export async function* issuesCsv(
  batches: AsyncIterable<readonly ImportIssue[]>,
): AsyncIterable<string> {
  yield `${COLUMNS.join(",")}\r\n`;
  for await (const batch of batches) {
    yield batch
      .map((issue) => `${COLUMNS.map((name) => csvCell(issue[name])).join(",")}\r\n`)
      .join("");
  }
}
