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
      .map((issue) => `${COLUMNS.map((name) => cell(issue[name])).join(",")}\r\n`)
      .join("");
  }
}

function cell(value: string | number | null): string {
  const text = String(value ?? "");
  // A spreadsheet would run a cell that begins like a formula.
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
