import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import pLimit from "p-limit";
import { type Answer, takeKeeping } from "@/server/front/answer";

/** More at once would only wait for connections to the database. */
const MADE_AT_ONCE = 16;

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
    return {
      status: response.status,
      ...takeKeeping(Object.fromEntries(response.headers)),
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  return {
    answer: (target) => limit(() => make(target)),
    pass: getRequestListener(app.fetch as (request: Request) => Promise<Response>, {
      hostname: new URL(baseUrl).hostname,
    }),
  };
}
