import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { BOARD_PARAMETERS } from "@/core/board-query";
import { readDatabase } from "@/db/client";
import { findAuthority } from "@/db/queries/find-authority";
import { pathSchema, querySchema } from "@/server/api/parameters";
import { problem } from "@/server/api/problem";
import { answers, licencesOf, problems, sourceAnswer } from "@/server/api/responses";
import { AuthorityDetail } from "@/server/api/schemas/authority";
import { today } from "@/server/api/site-answer";
import { baseUrl } from "@/services/base-url";

const route = createRoute({
  method: "get",
  path: "/api/v1/authorities/{slug}",
  operationId: "getAuthority",
  tags: ["Authorities"],
  summary: "One authority",
  description: "What it publishes, how its sites stand in each domain, and how fresh that is.",
  request: {
    params: pathSchema({
      slug: { ...BOARD_PARAMETERS.authority, about: "Its short name in the list of authorities." },
    }),
    query: querySchema({}),
  },
  responses: {
    200: answers(AuthorityDetail, "The authority."),
    ...problems("invalid-parameters", "not-found"),
  },
});

/** `GET /api/v1/authorities/{slug}`: one authority. */
export function getAuthority(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { slug } = c.req.valid("param");
    const found = await findAuthority(readDatabase(), slug, today());
    if (!found) return problem("not-found", `No authority goes by ${slug}.`);
    const base = baseUrl();
    const { sources, ...facts } = found;
    const days = sources.map(({ asOf }) => asOf).sort();
    return c.json(
      {
        ...facts,
        url: `${base}/en/authorities/${slug}`,
        sources: sources.map(({ runId, ...source }) => ({
          ...sourceAnswer(source),
          issuesUrl: runId && `${base}/data/imports/${runId}/issues.csv`,
        })),
        asOf: days.at(-1) ?? null,
        licence: licencesOf(sources),
      },
      200,
    );
  });
}
