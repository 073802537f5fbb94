import { parse } from "postgres-array";

/**
 * The arrays that our queries send and receive. Left to itself postgres.js asks each new connection
 * for all that there are, in a question whose failure nobody catches: a database that went away at
 * that moment took the process with it.
 */
export const ARRAY_TYPES = {
  booleanArray: arrayOf(1000, (text) => text === "t"),
  jsonbArray: arrayOf(3807, (text): unknown => JSON.parse(text)),
  smallintArray: arrayOf(1005, Number),
  integerArray: arrayOf(1007, Number),
  bigintArray: arrayOf(1016, Number),
  realArray: arrayOf(1021, Number),
  doubleArray: arrayOf(1022, Number),
  numericArray: arrayOf(1231, Number),
  textArray: arrayOf(1009, String),
  varcharArray: arrayOf(1015, String),
  uuidArray: arrayOf(2951, String),
  dateArray: arrayOf(1182, String),
  timestamptzArray: arrayOf(1185, (text) => new Date(text)),
};

function arrayOf<T>(oid: number, read: (text: string) => T) {
  return {
    to: oid,
    from: [oid],
    serialize: (items: unknown) => (Array.isArray(items) ? write(items) : items),
    parse: (text: string) => parse(text, read),
  };
}

function write(items: readonly unknown[]): string {
  return `{${items.map(writeItem).join(",")}}`;
}

function writeItem(item: unknown): string {
  if (item === null || item === undefined) return "null";
  if (Array.isArray(item)) return write(item);
  const text = typeof item === "object" ? JSON.stringify(item) : String(item);
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
