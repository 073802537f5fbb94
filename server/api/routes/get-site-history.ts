import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { formatPublicId } from "@/core/public-id";
import { readDatabase } from "@/db/client";
import { findSiteHistory } from "@/db/queries/find-site-history";
import { querySchema } from "@/server/api/parameters";
import { answers, licencesOf, problems } from "@/server/api/responses";
import { SiteHistory } from "@/server/api/schemas/history";
import { answerContext, schemeReference, wordOf } from "@/server/api/site-answer";
import { elsewhere, MOVED, sitePath } from "@/server/api/site-path";

const route = createRoute({
  method: "get",
  path: "/api/v1/sites/{id}/history",
  operationId: "getSiteHistory",
  tags: ["Sites"],
  summary: "The history of a site",
  description:
    "Every rating as it was issued, with its inputs and what took its place; every name; every " +
    "visit with its findings. Never who visited.",
  request: { params: sitePath, query: querySchema({}) },
  responses: {
    200: answers(SiteHistory, "Everything that was published about the site."),
    ...MOVED,
    ...problems("invalid-parameters", "not-found"),
  },
});

/** `GET /api/v1/sites/{id}/history`: what was published about a site. */
export function getSiteHistory(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid("param");
    const db = readDatabase();
    const [history, context] = await Promise.all([findSiteHistory(db, id), answerContext(db)]);
    if (!history || "mergedInto" in history) return elsewhere(id, history, "/history");
    return c.json(
      {
        id: formatPublicId(id),
        ratings: history.ratings.map((rating) => {
          const { standing, scheme, recordedAt, ...issued } = rating;
          return {
            ...issued,
            colour: standing,
            word: wordOf(rating, context.schemes),
            ...schemeReference(scheme, context),
            recordedAt: recordedAt.toISOString(),
          };
        }),
        names: history.names,
        visits: history.visits,
        asOf: history.source.asOf,
        licence: licencesOf([history.source]),
      },
      200,
    );
  });
}
