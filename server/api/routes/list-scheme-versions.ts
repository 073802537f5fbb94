import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { readDatabase } from "@/db/client";
import { findProvenance } from "@/db/queries/find-provenance";
import { listRegisteredSchemes } from "@/db/queries/find-scheme";
import { querySchema } from "@/server/api/parameters";
import { answers, problems } from "@/server/api/responses";
import { SchemeList } from "@/server/api/schemas/scheme";
import { SCHEME_LICENCE, schemeFacts } from "@/server/api/scheme-answer";

const route = createRoute({
  method: "get",
  path: "/api/v1/schemes",
  operationId: "listSchemes",
  tags: ["Schemes"],
  summary: "Every scheme version",
  description: "The published rules by which visits become ratings, and who rates by them.",
  request: { query: querySchema({}) },
  responses: {
    200: answers(SchemeList, "All of them, by name and version."),
    ...problems("invalid-parameters"),
  },
});

/** `GET /api/v1/schemes`: every scheme version. */
export function listSchemeVersions(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const db = readDatabase();
    const [schemes, { asOf }] = await Promise.all([listRegisteredSchemes(db), findProvenance(db)]);
    const items = schemes.map((scheme) => ({
      ...schemeFacts(scheme),
      title: scheme.document.title,
    }));
    return c.json({ items, next: null, total: items.length, asOf, licence: SCHEME_LICENCE }, 200);
  });
}
