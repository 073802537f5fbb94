import type { Footprint } from "@/core/publication";

/** An answer made whole before any of it is sent. */
export interface Answer {
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Which publications may change it. */
  footprint: Footprint;
}

/** The response header by which whoever makes an answer tells the front its footprint. */
export const FOOTPRINT_HEADER = "placard-footprint";

/** Takes the footprint out of the headers of an answer; without one, anything may change it. */
export function takeFootprint(headers: Record<string, string>): Footprint {
  const { [FOOTPRINT_HEADER]: told } = headers;
  delete headers[FOOTPRINT_HEADER];
  return told ? JSON.parse(told) : "everything";
}

/** Whether an answer may be kept and given to others: whole, public, and without a cookie. */
export function mayBeKept({ status, headers, body }: Answer): boolean {
  return (
    status === 200 &&
    !headers["set-cookie"] &&
    !/no-store|private/.test(headers["cache-control"] ?? "") &&
    // An error inside a late part of a page arrives with status 200.
    !(isHtml(headers) && body.includes("$RX("))
  );
}

export function isHtml(headers: Answer["headers"]): boolean {
  return headers["content-type"]?.startsWith("text/html") ?? false;
}
