import { FOOTPRINT_HEADER, type Footprint } from "@/core/footprint";

/** An answer made whole before any of it is sent. */
export interface Answer {
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Which publications may change it. */
  footprint: Footprint;
  /** How long it may be kept at most, since something beside publications changes it too. */
  lifetimeS: number;
  /** True where the law takes something of it away: past its time it is not even a last good answer. */
  perishable?: boolean;
}

/** Beside its footprint, what whoever makes an answer tells the front of keeping it. */
const LIFETIME_HEADER = "placard-lifetime";
const PERISHABLE_HEADER = "placard-perishable";

/** Takes what is meant for the front out of the headers of an answer. */
export function takeKeeping(
  headers: Record<string, string>,
): Pick<Answer, "headers" | "footprint" | "lifetimeS" | "perishable"> {
  const {
    [FOOTPRINT_HEADER]: footprint,
    [LIFETIME_HEADER]: lifetime,
    [PERISHABLE_HEADER]: perishable,
    ...rest
  } = headers;
  return {
    headers: rest,
    footprint: footprint ? JSON.parse(footprint) : "everything",
    lifetimeS: lifetime ? Number(lifetime) : Number.POSITIVE_INFINITY,
    perishable: perishable !== undefined,
  };
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
