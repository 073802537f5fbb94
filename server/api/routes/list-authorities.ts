import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { readDatabase } from "@/db/client";
import { findProvenance } from "@/db/queries/find-provenance";
import { listPublishers } from "@/db/queries/list-authorities";
import { querySchema } from "@/server/api/parameters";
import { answers, problems, sourceAnswer } from "@/server/api/responses";
import { AuthorityList } from "@/server/api/schemas/authority";
import { baseUrl } from "@/services/base-url";

const route = createRoute({
  method: "get",
  path: "/api/v1/authorities",
  operationId: "listAuthorities",
  tags: ["Authorities"],
  summary: "Every authority",
  description: "Who inspects, what each publishes, and how many open sites that lists.",
  request: { query: querySchema({}) },
  responses: {
    200: answers(AuthorityList, "All of them, by name."),
    ...problems("invalid-parameters"),
  },
});

/** `GET /api/v1/authorities`: every authority. */
export function listAuthorities(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const db = readDatabase();
    const [publishers, provenance] = await Promise.all([listPublishers(db), findProvenance(db)]);
    const items = publishers.map((one) => ({
      ...one,
      sources: one.sources.map(sourceAnswer),
      url: `${baseUrl()}/en/authorities/${one.slug}`,
    }));
    return c.json({ items, next: null, total: items.length, ...provenance }, 200);
  });
}
