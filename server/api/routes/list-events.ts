import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { wholeNumber } from "@/core/parameter";
import { formatPublicId } from "@/core/public-id";
import { readDatabase } from "@/db/client";
import { publications } from "@/db/publications";
import { findProvenance } from "@/db/queries/find-provenance";
import { listEvents as listLogged } from "@/db/queries/list-events";
import { limitUpTo, querySchema } from "@/server/api/parameters";
import { problem } from "@/server/api/problem";
import { answers, problems } from "@/server/api/responses";
import { EventList } from "@/server/api/schemas/event";
import { waitForMoves } from "@/server/api/wait-for-move";

/** Items of a page unless said otherwise. */
const LIMIT = 100;
/** Proxies often close a quiet connection after 30. */
const WAIT_SECONDS_MAX = 25;
/** Each asks the database once a publication. */
export const WAITERS_MAX = 200;

const route = createRoute({
  method: "get",
  path: "/api/v1/events",
  operationId: "listEvents",
  tags: ["Events"],
  summary: "What was published, in order",
  description:
    "The append-only publication log. Positions begin at 1, have no gap and are given in the " +
    "order of publication, so a reader that goes on with `after` = `next` misses nothing. With " +
    "`wait` an empty answer is held back until something is published.",
  request: {
    query: querySchema({
      after: {
        parse: wholeNumber(0, Number.MAX_SAFE_INTEGER),
        want: "the position of an event, from 0",
        about: "The last position that the reader has; 0, the beginning, unless said otherwise.",
        example: "1200",
      },
      limit: limitUpTo(1000, LIMIT),
      wait: {
        parse: wholeNumber(0, WAIT_SECONDS_MAX),
        want: `a whole number of seconds from 0 to ${WAIT_SECONDS_MAX}`,
        about:
          "How long to wait for the next event where there is none yet; 0 unless said otherwise.",
        example: "25",
      },
    }),
  },
  responses: {
    200: answers(EventList, "The events after a position."),
    ...problems("invalid-parameters", "too-many-waiting"),
  },
});

let waiting = 0;

/** `GET /api/v1/events`: the publication log, with long poll. */
export function listEvents(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { after = 0, limit = LIMIT, wait = 0 } = c.req.valid("query");
    const watch = wait > 0 ? publications() : null;
    if (watch && waiting >= WAITERS_MAX) {
      return problem("too-many-waiting", "Too many readers wait for events just now.", {
        headers: { "retry-after": "5", "cache-control": "no-store" },
      });
    }
    const db = readDatabase();
    let found: Awaited<ReturnType<typeof listLogged>>;
    if (watch) {
      waiting += 1;
      // Subscribed before the first look, so that nothing is published in between unseen.
      const moves = waitForMoves(watch, wait, c.req.raw.signal);
      try {
        do found = await listLogged(db, after, limit);
        while (found.items.length === 0 && (await moves.next()));
      } finally {
        moves.stop();
        waiting -= 1;
      }
    } else {
      found = await listLogged(db, after, limit);
    }
    const items = found.items.map(({ site, at, ...event }) => ({
      ...event,
      site: site && formatPublicId(site),
      at: at.toISOString(),
    }));
    const next = items.at(-1)?.position ?? after;
    return c.json({ items, next, position: found.position, ...(await findProvenance(db)) }, 200, {
      "cache-control": "no-store",
    });
  });
}
