import type { IncomingMessage } from "node:http";
import type { Publications } from "@/db/publications";
import type { ClientAddress } from "@/server/front/client-address";
import { failureAnswer } from "@/server/front/failure-answer";
import type { NextPages } from "@/server/front/next-pages";
import { problemAnswer } from "@/server/front/problem-answer";
import type { RequestLimit } from "@/server/front/request-limit";
import { sendOnce } from "@/server/front/send-answer";
import type { Turn } from "@/server/front/turn";
import { baseUrl } from "@/services/base-url";

const MEGABYTE = 2 ** 20;
/** Of a form; a photo with what surrounds it in its request. */
const BODY_MAX = MEGABYTE;
const PHOTO_MAX = 26 * MEGABYTE;

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"];

/** What only the front says of a request; a client cannot. */
const OWN_HEADERS = ["placard-client", "placard-target"] as const;

/**
 * The back-office: given to Next with its body, and neither kept nor answered from what is kept. A
 * request that changes something has to come from a page of ours.
 */
export function officePaths(parts: {
  pages: NextPages;
  publications: Publications;
  limit: RequestLimit;
  addressOf: ClientAddress;
}): (turn: Turn) => void {
  const { pages, publications, limit, addressOf } = parts;
  return (turn) => {
    const { request } = turn;
    const method = request.method ?? "";
    if (!METHODS.includes(method)) return refuseMethod(turn);
    if (!limit(turn)) return;
    if (!isReadable(turn)) return refuse(turn, 400);
    const changes = method !== "GET" && method !== "HEAD";
    if (changes && !isSameOrigin(request)) return refuse(turn, 403);
    const status = bodyFault(turn);
    if (status) return refuse(turn, status);
    // Everything here is read from the primary, or written there.
    if (publications.awaySince) return refuse(turn, 503);
    for (const name of OWN_HEADERS) delete request.headers[name];
    request.headers["placard-client"] = addressOf(request);
    request.headers["placard-target"] = turn.target;
    pages.passPrivately(turn);
  };
}

/**
 * Whether a request comes from a page of this site, as its browser says; one that says nothing is
 * no browser's, and has no business here.
 */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (headers.origin === undefined) return site === "same-origin";
  if (!URL.canParse(headers.origin)) return false;
  const { host } = new URL(headers.origin);
  return host === headers.host || host === new URL(baseUrl()).host;
}

/** Whether an address is text that a database takes. */
function isReadable({ path, target }: Turn): boolean {
  try {
    return !/%00/.test(target) && decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

/** The status that a body is refused with before any of it is read; a browser always tells its length. */
function bodyFault({ request, path }: Turn): 411 | 413 | null {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (encoding !== undefined) return 411;
  const max = path.startsWith("/office/photos") ? PHOTO_MAX : BODY_MAX;
  return Number(length ?? 0) > max ? 413 : null;
}

function refuse(turn: Turn, status: 400 | 403 | 411 | 413 | 503): void {
  // The body of the refused request is not read.
  if (!turn.headers.includes("connection")) turn.headers.push("connection", "close");
  sendOnce(turn, failureAnswer(turn, status));
}

function refuseMethod(turn: Turn): void {
  turn.headers.push("connection", "close");
  const allow = METHODS.join(", ");
  const title = "This method is not allowed here";
  const detail = `${turn.path} answers ${allow}.`;
  sendOnce(turn, problemAnswer(turn, { status: 405, title, detail }, { allow }));
}
