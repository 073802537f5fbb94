import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { readDatabase } from "@/db/client";
import { findProvenance } from "@/db/queries/find-provenance";
import { findScheme } from "@/db/queries/find-scheme";
import { querySchema } from "@/server/api/parameters";
import { problem } from "@/server/api/problem";
import { answers, problems } from "@/server/api/responses";
import { SchemeVersion } from "@/server/api/schemas/scheme";
import { SCHEME_LICENCE, schemeFacts } from "@/server/api/scheme-answer";
import { schemePath } from "@/server/api/scheme-path";

const route = createRoute({
  method: "get",
  path: "/api/v1/schemes/{id}/{version}",
  operationId: "getScheme",
  tags: ["Schemes"],
  summary: "One scheme version",
  description: "The whole document; a version in use never changes.",
  request: {
    params: schemePath,
    query: querySchema({}),
  },
  responses: {
    200: answers(SchemeVersion, "The scheme version."),
    ...problems("invalid-parameters", "not-found"),
  },
});

/** `GET /api/v1/schemes/{id}/{version}`: one scheme version, whole. */
export function getScheme(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const wanted = c.req.valid("param");
    const db = readDatabase();
    const [scheme, { asOf }] = await Promise.all([findScheme(db, wanted), findProvenance(db)]);
    if (!scheme) {
      return problem("not-found", `No scheme is registered as ${wanted.id} ${wanted.version}.`);
    }
    // Of a part that a scheme may lack, the answer's type knows nothing.
    const document = scheme.document as Record<string, unknown>;
    return c.json({ ...schemeFacts(scheme), document, asOf, licence: SCHEME_LICENCE }, 200);
  });
}
