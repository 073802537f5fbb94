import { isHtml } from "@/server/front/answer";
import { chooseEncoding } from "@/server/front/encoding";
import { bodyIn, type Kept } from "@/server/front/kept-answers";
import { withAge } from "@/server/front/stale-note";
import type { Turn } from "@/server/front/turn";

/** Browsers ask again each time and are mostly told that nothing has changed. */
const FOR_BROWSERS = "public, max-age=0, must-revalidate";
/** Caches between us and the public (RFC 9213) may answer alone for a while, longer when we are down. */
const FOR_CDN = "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400";

/** Sends a kept answer, or 304 to those who have it. */
export async function sendKept(turn: Turn, answer: Kept): Promise<void> {
  const { request } = turn;
  const etag = `W/"${answer.hash}-${answer.revision.toString(36)}"`;
  const headers: Record<string, string> = {
    ...answer.headers,
    etag,
    vary: "accept-encoding",
    "cache-control": FOR_BROWSERS,
    "cdn-cache-control": FOR_CDN,
  };
  if (hasAlready(request.headers["if-none-match"], answer.hash)) {
    const { "content-type": _, ...rest } = headers;
    return write(turn, 304, rest, null);
  }
  const type = headers["content-type"] ?? "";
  const encoding = chooseEncoding(request.headers["accept-encoding"], type, answer.body.length);
  if (encoding !== "identity") headers["content-encoding"] = encoding;
  write(turn, answer.status, headers, await bodyIn(answer, encoding));
}

/** Sends the last good answer while nothing newer can be made, and says how old it is. */
export function sendLastGood(turn: Turn, answer: Kept, now: number): void {
  turn.from = "last-good";
  const body = isHtml(answer.headers)
    ? withAge(answer.body, turn.path, answer.madeAt)
    : answer.body;
  const headers = {
    ...answer.headers,
    vary: "accept-encoding",
    "cache-control": "no-store",
    age: String(Math.round((now - answer.madeAt) / 1000)),
    "placard-as-of": new Date(answer.madeAt).toISOString(),
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
  { request, response, id }: Turn,
  status: number,
  headers: Record<string, string>,
  body: Buffer | string | null,
): void {
  headers["x-request-id"] = id;
  if (body !== null) headers["content-length"] = String(Buffer.byteLength(body));
  response.writeHead(status, headers);
  response.end(request.method === "HEAD" ? null : body);
}

/** Whether one of the tags of `If-None-Match` is of this content, whatever the revision. */
function hasAlready(tags: string | undefined, hash: string): boolean {
  return tags?.includes(`"${hash}-`) ?? false;
}

/** The newest revision that a client's tags name: it has seen that much. */
export function revisionSeen(tags: string | undefined): number {
  const revisions = tags?.matchAll(/"[\w-]{16}-([0-9a-z]{1,8})"/g) ?? [];
  return Math.max(0, ...Array.from(revisions, ([, text = "0"]) => Number.parseInt(text, 36)));
}
