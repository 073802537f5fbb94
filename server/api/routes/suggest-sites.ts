import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { BOARD_PARAMETERS, boardQuery } from "@/core/board-query";
import { boardFootprint, footprintHeader } from "@/core/footprint";
import { readDatabase } from "@/db/client";
import { findProvenance } from "@/db/queries/find-provenance";
import { suggest } from "@/db/queries/suggest";
import { querySchema } from "@/server/api/parameters";
import { answers, problems } from "@/server/api/responses";
import { Suggestions } from "@/server/api/schemas/map";

const SUGGESTIONS = 8;
const { q, domain, near } = BOARD_PARAMETERS;

const route = createRoute({
  method: "get",
  path: "/api/v1/suggest",
  operationId: "suggestSites",
  tags: ["Sites"],
  summary: "Suggestions while typing",
  description:
    `Up to ${SUGGESTIONS} open sites whose name or address begins with what was typed, names ` +
    "before addresses; near a place where one is given.",
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
    const [{ items, corrected, searched }, provenance] = await Promise.all([
      // Not trimmed: a space at the end says that the last word is whole.
      suggest(db, { ...query, q: c.req.valid("query").q ?? "", limit: SUGGESTIONS }),
      findProvenance(db),
    ]);
    const footprint = boardFootprint({ ...query, q: searched });
    return c.json({ items, corrected, ...provenance }, 200, footprintHeader(footprint));
  });
}
