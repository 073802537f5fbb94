import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { BOARD_PARAMETERS, boardQuery } from "@/core/board-query";
import { boardFootprint, footprintHeader } from "@/core/footprint";
import { refusal } from "@/core/parameter";
import { readDatabase } from "@/db/client";
import { findBoardPage } from "@/db/queries/find-board-page";
import { boardScope, readCursor } from "@/db/queries/page-cursor";
import { CURSOR, limitUpTo, querySchema } from "@/server/api/parameters";
import { refuse } from "@/server/api/problem";
import { answers, linkToNext, problems } from "@/server/api/responses";
import { SiteList } from "@/server/api/schemas/site";
import { answerContext, siteAnswer } from "@/server/api/site-answer";

/** Items of a page unless said otherwise. */
const LIMIT = 20;

const route = createRoute({
  method: "get",
  path: "/api/v1/sites",
  operationId: "listSites",
  tags: ["Sites"],
  summary: "Search the board",
  description:
    "Sites by words, place, colour, category, authority or day, a page at a time. Words that " +
    "find nothing are corrected, and `corrected` says so.",
  request: {
    query: querySchema({ ...BOARD_PARAMETERS, cursor: CURSOR, limit: limitUpTo(100, LIMIT) }),
  },
  responses: {
    200: answers(SiteList, "One page of what the query finds."),
    ...problems("invalid-parameters"),
  },
});

/** `GET /api/v1/sites`: the board's list for machines. */
export function listSites(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { cursor, limit = LIMIT, ...values } = c.req.valid("query");
    const { query, refused } = boardQuery(values);
    if (cursor && !readCursor(boardScope(query), cursor)) {
      refused.push({ parameter: "cursor", reason: refusal("cursor", CURSOR) });
    }
    if (refused.length > 0) return refuse(refused);
    const db = readDatabase();
    const [page, context] = await Promise.all([
      findBoardPage(db, query, { cursor: cursor ?? null, limit }),
      answerContext(db),
    ]);
    const { items, next, total, counts, corrected, searched, asOf, licence } = page;
    return c.json(
      {
        items: items.map((item) => siteAnswer(item, context)),
        next,
        total: total.capped ? (`${total.value}+` as "10000+") : total.value,
        counts,
        corrected,
        asOf,
        licence,
      },
      200,
      {
        ...linkToNext(c.req.url, context.base, next),
        ...footprintHeader(boardFootprint({ ...query, q: searched })),
      },
    );
  });
}
