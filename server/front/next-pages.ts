import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import inject from "light-my-request";
import pLimit from "p-limit";
import { BOARD_PARAMETERS } from "@/core/board-query";
import { ENTITY_PARAMETERS } from "@/core/entity-query";
import { type Answer, isHtml, takeKeeping } from "@/server/front/answer";
import { makeNonce, policyWithNonce, sealPage } from "@/server/front/content-security";
import { failureAnswer } from "@/server/front/failure-answer";
import { sendOnce } from "@/server/front/send-answer";
import { handOver, type Turn } from "@/server/front/turn";
import { withinTime } from "@/server/front/within-time";

/** What a page may be asked; anything else, such as trackers' marks, changes nothing. */
const PARAMETERS = new Set<string>([
  ...Object.keys(BOARD_PARAMETERS),
  ...Object.keys(ENTITY_PARAMETERS),
  "cursor",
]);

/** Headers of Next that say something about its own caching, which is not used here. */
const DROPPED = [
  "cache-control",
  "date",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "vary",
  "etag",
  "content-length",
  "x-powered-by",
];

const AS_ANYBODY = { accept: "text/html", "user-agent": "placard" };
/** Next reads the nonce from this header of the request and marks its scripts with it. */
const POLICY = "content-security-policy";

/** What is meant for one person, anywhere on its way. */
const PRIVATE = "private, no-store";

/** More pages at once would not be drawn sooner, only held in memory together. */
const DRAWN_AT_ONCE = 8;

/** Next behind the front. */
export interface NextPages {
  /** Draws a page for everybody: without cookies, whole, with the policy of its scripts. */
  draw(target: string): Promise<Answer>;
  /** Lets Next answer one reader directly. */
  pass(turn: Turn): void;
  /** The same in the back-office: nothing of it is kept anywhere, and a page may refuse. */
  passPrivately(turn: Turn): void;
}

export function nextPages(handle: RequestListener, imageHosts: readonly string[]): NextPages {
  const run = shareResponses(handle);
  const limit = pLimit(DRAWN_AT_ONCE);

  async function draw(target: string): Promise<Answer> {
    const nonce = makeNonce();
    const drawn = await inject(run, {
      method: "GET",
      url: target,
      headers: { ...AS_ANYBODY, [POLICY]: policyWithNonce(nonce, imageHosts) },
    });
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(drawn.headers)) {
      if (value !== undefined && !DROPPED.includes(name)) headers[name] = String(value);
    }
    const keeping = takeKeeping(headers);
    const status = drawn.statusCode;
    if (!isHtml(headers)) return { status, ...keeping, body: drawn.rawPayload };
    const { html, policy } = sealPage(drawn.payload, nonce, imageHosts);
    const sealed = { ...keeping.headers, [POLICY]: policy };
    return { status, ...keeping, headers: sealed, body: Buffer.from(html) };
  }

  function passTo(turn: Turn, images = imageHosts): void {
    const { request, response } = turn;
    turn.from = "next";
    handOver(turn);
    if (turn.kind !== "asset") {
      const policy = policyWithNonce(makeNonce(), images);
      request.headers[POLICY] = policy;
      response.setHeader(POLICY, policy);
    }
    run(request, response);
  }

  return {
    draw: (target) => limit(() => withinTime(draw(target))),
    pass: (turn) => passTo(turn),
    passPrivately(turn) {
      letRefuse(turn);
      turn.response.setHeader("cache-control", PRIVATE);
      // A photo is shown before it is sent.
      passTo(turn, [...imageHosts, "blob:"]);
    },
  };
}

/** Every cookie of ours is named so (better-auth's `cookiePrefix`), secure or not. */
const OUR_COOKIE = /(^|;\s*)(__Secure-|__Host-)?placard\./;

/** What somebody tries on a scheme's page; there are more answers than anyone would keep. */
const FILLED_FORM = /^\/[a-z]+\/schemes\/[^/]+\/[^/?]+\?/;

/**
 * Whether a request is one for a page as everybody sees it. Whoever sends a cookie of ours or
 * credentials may be someone; a router that asks for a part of a page gets it from Next. Cookies of
 * others, as a firewall in front of us sets, mean nothing here and are not passed on.
 */
export function isForEverybody({ headers, url = "" }: IncomingMessage): boolean {
  return (
    !FILLED_FORM.test(url) &&
    !OUR_COOKIE.test(headers.cookie ?? "") &&
    headers.authorization === undefined &&
    headers.rsc === undefined &&
    headers["next-action"] === undefined
  );
}

/** A page's address with known parameters only, in one order: what it is kept under. */
export function pageAddress({ path, target }: Turn): string {
  if (path === target) return path;
  const known = [...new URLSearchParams(target.slice(path.length + 1))].filter(([name]) =>
    PARAMETERS.has(name),
  );
  known.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const search = new URLSearchParams(known).toString();
  return search ? `${path}?${search}` : path;
}

/**
 * Lets a page, or whoever takes its forms, answer a refusal instead (app/refuse.ts). What Next then
 * writes in its place goes nowhere.
 */
function letRefuse(turn: Turn): void {
  const response = turn.response as ServerResponse & {
    refuse?: (status?: 400 | 403, said?: string) => void;
  };
  response.refuse = (status = 403, said) => {
    if (response.headersSent) return;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    sendOnce(turn, failureAnswer(turn, status, said));
    const nothing = () => response;
    Object.assign(response, {
      setHeader: nothing,
      appendHeader: nothing,
      removeHeader: nothing,
      writeHead: nothing,
      flushHeaders: nothing,
      write: () => true,
      end: nothing,
    });
  };
}

/** Leaves each request's response where a page can set its status (app/answer-not-found.ts). */
function shareResponses(handle: RequestListener): RequestListener {
  const responses = new AsyncLocalStorage<ServerResponse>();
  (globalThis as { placardResponse?: typeof responses }).placardResponse = responses;
  return (request, response) => {
    responses.run(response, async () => {
      try {
        await handle(request, response);
      } catch (error) {
        response.destroy(error as Error);
      }
    });
  };
}
