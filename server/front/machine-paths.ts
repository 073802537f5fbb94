import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import pLimit from "p-limit";
import { type Answer, isHtml, takeKeeping } from "@/server/front/answer";
import { withinTime } from "@/server/front/within-time";

/** More at once would only wait for connections to the database. */
const MADE_AT_ONCE = 16;

/** Pages among the machine paths have a stylesheet and no scripts. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A part of the site made for machines: the API, feeds, files. */
export interface MachinePaths {
  /** The answer to a GET, whole. */
  answer(target: string): Promise<Answer>;
  /** Lets it answer by itself: preflights, waiting and streamed answers. */
  pass: RequestListener;
}

// biome-ignore lint/suspicious/noExplicitAny: Hono's own type parameters differ by app and are not used here.
export type MachineApp = Pick<Hono<any, any, any>, "fetch">;

export function machinePaths(app: MachineApp, baseUrl: string): MachinePaths {
  const { origin } = new URL(baseUrl);
  const limit = pLimit(MADE_AT_ONCE);

  async function make(target: string): Promise<Answer> {
    const response = await app.fetch(new Request(origin + target));
    // The front says these of what it keeps and sends.
    for (const name of ["content-length", "etag", "vary"]) response.headers.delete(name);
    const keeping = takeKeeping(Object.fromEntries(response.headers));
    const policy = isHtml(keeping.headers) && { "content-security-policy": PAGE_POLICY };
    return {
      status: response.status,
      ...keeping,
      headers: { ...keeping.headers, ...policy },
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  return {
    answer: (target) => limit(() => withinTime(make(target))),
    pass: getRequestListener(app.fetch as (request: Request) => Promise<Response>, {
      hostname: new URL(baseUrl).hostname,
    }),
  };
}
