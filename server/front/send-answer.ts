import { isHtml } from "@/server/front/answer";
import { chooseEncoding, type Encoding } from "@/server/front/encoding";
import { type Kept, keptHeaders, type Parcel, parcelOf } from "@/server/front/kept-answers";
import { withAge } from "@/server/front/stale-note";
import type { Turn } from "@/server/front/turn";

/** Sends a kept answer, or 304 to those who have it. */
export async function sendKept(turn: Turn, answer: Kept): Promise<void> {
  sendParcel(turn, answer, await parcelOf(answer, encodingFor(turn, answer)));
}

/** What this client is sent of a kept answer, if it has been made ready before. */
export function readyParcel(turn: Turn, answer: Kept): Parcel | undefined {
  const parcel = answer.parcels.get(encodingFor(turn, answer));
  return parcel instanceof Promise ? undefined : parcel;
}

export function sendParcel(turn: Turn, answer: Kept, parcel: Parcel): void {
  const { request, response } = turn;
  const etag = `W/"${answer.hash}-${answer.shown.toString(36)}"`;
  if (hasAlready(request.headers["if-none-match"], answer.hash)) {
    response.writeHead(304, [...turn.headers, "etag", etag, ...keptHeaders(answer)]).end();
    return;
  }
  response.writeHead(answer.status, turn.headers.concat("etag", etag, parcel.headers));
  response.end(request.method === "HEAD" ? null : parcel.body, "latin1");
}

function encodingFor({ request }: Turn, { headers, body }: Kept): Encoding {
  const accepted = request.headers["accept-encoding"];
  return chooseEncoding(accepted, headers["content-type"] ?? "", body.length);
}

/** Sends the last good answer while nothing newer can be made, and says since when it may be outdated. */
export function sendLastGood(turn: Turn, answer: Kept, asOf: number): void {
  turn.from = "last-good";
  const body = isHtml(answer.headers) ? withAge(answer.body, turn.path, asOf) : answer.body;
  const headers = {
    ...answer.headers,
    vary: "accept-encoding",
    "cache-control": "no-store",
    age: String(Math.max(0, Math.round((Date.now() - asOf) / 1000))),
    "placard-as-of": new Date(asOf).toISOString(),
  };
  write(turn, answer.status, headers, body);
}

/** Sends an answer that is kept nowhere, such as a refusal. */
export function sendOnce(
  turn: Turn,
  answer: { status: number; headers: Readonly<Record<string, string>>; body: Buffer | string },
): void {
  const cacheControl = answer.headers["cache-control"] ?? "no-store";
  write(turn, answer.status, { ...answer.headers, "cache-control": cacheControl }, answer.body);
}

function write(
  { request, response, headers: common, from }: Turn,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Buffer | string,
): void {
  const length = String(Buffer.byteLength(body));
  const own = Object.entries(headers).flat();
  const all = [...common, ...own, "content-length", length];
  if (from === "next") {
    // Next has put a `writeHead` of its own in the place, which takes no names and values in turn.
    for (let i = 0; i + 1 < all.length; i += 2) response.setHeader(all[i] ?? "", all[i + 1] ?? "");
    response.writeHead(status);
  } else {
    response.writeHead(status, all);
  }
  response.end(request.method === "HEAD" ? null : body);
}

/** Whether one of the tags of `If-None-Match` is of this content, whatever the revision. */
function hasAlready(tags: string | undefined, hash: string): boolean {
  return tags?.includes(`"${hash}-`) ?? false;
}

/** The newest revision that a client's tags name: it has seen that much. */
export function revisionSeen(tags: string | undefined): number {
  if (tags === undefined) return 0;
  const revisions = tags.matchAll(/"[\w-]{16}-([0-9a-z]{1,8})"/g);
  return Math.max(0, ...Array.from(revisions, ([, text = "0"]) => Number.parseInt(text, 36)));
}
