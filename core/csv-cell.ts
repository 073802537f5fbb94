/**
 * One cell of a CSV file (RFC 4180); null is empty. A text that a spreadsheet would run as a formula
 * has an apostrophe put before it, and one that begins with an apostrophe too, so that taking one
 * away gives every text back.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const inert = /^[=+\-@＝＋－＠\t\r\n']/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
