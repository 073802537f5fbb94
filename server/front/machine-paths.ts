import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { type Answer, takeFootprint } from "@/server/front/answer";

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
  return {
    async answer(target) {
      const response = await app.fetch(new Request(origin + target));
      const headers = Object.fromEntries(response.headers);
      const footprint = takeFootprint(headers);
      return {
        status: response.status,
        headers,
        body: Buffer.from(await response.arrayBuffer()),
        footprint,
      };
    },
    pass: getRequestListener(app.fetch as (request: Request) => Promise<Response>, {
      hostname: new URL(baseUrl).hostname,
    }),
  };
}
