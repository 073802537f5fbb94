import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { BOARD_PARAMETERS, boardQuery } from "@/core/board-query";
import { boardFootprint, footprintHeader } from "@/core/footprint";
import { readDatabase } from "@/db/client";
import { findProvenance } from "@/db/queries/find-provenance";
import { listNamesakes } from "@/db/queries/list-namesakes";
import { suggest } from "@/db/queries/suggest";
import { querySchema } from "@/server/api/parameters";
import { answers, problems } from "@/server/api/responses";
import { Suggestions } from "@/server/api/schemas/map";

const SUGGESTIONS = 8;
const BUSINESSES = 3;
const { q, domain, near } = BOARD_PARAMETERS;

const route = createRoute({
  method: "get",
  path: "/api/v1/suggest",
  operationId: "suggestSites",
  tags: ["Sites"],
  summary: "Suggestions while typing",
  description:
    `Up to ${SUGGESTIONS} open sites whose name or address begins with what was typed, names ` +
    "before addresses; near a place where one is given. Apart from them, up to " +
    `${BUSINESSES} businesses in whose name it is.`,
  request: { query: querySchema({ q, domain, near }) },
  responses: {
    200: answers(Suggestions, "What may have been meant."),
    ...problems("invalid-parameters"),
  },
});

/** `GET /api/v1/suggest`: suggestions under the search box. */
export function suggestSites(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { query } = boardQuery(c.req.valid("query"));
    const db = readDatabase();
    // Not trimmed: a space at the end says that the last word is whole.
    const typed = c.req.valid("query").q ?? "";
    const [{ items, corrected, searched }, namesakes, provenance] = await Promise.all([
      suggest(db, { ...query, q: typed, limit: SUGGESTIONS }),
      listNamesakes(db, { q: typed, limit: BUSINESSES }),
      findProvenance(db),
    ]);
    const footprint = boardFootprint({ ...query, q: searched });
    const businesses = namesakes.map(({ scheme, number, name, language }) => {
      return { scheme, number, name, language };
    });
    return c.json({ items, businesses, corrected, ...provenance }, 200, footprintHeader(footprint));
  });
}
