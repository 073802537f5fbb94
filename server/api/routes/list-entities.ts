import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { ENTITY_PARAMETERS, entityQuery } from "@/core/entity-query";
import { refusal } from "@/core/parameter";
import { readDatabase } from "@/db/client";
import { findProvenance } from "@/db/queries/find-provenance";
import { entitiesScope, listEntities as list } from "@/db/queries/list-entities";
import { readCursor } from "@/db/queries/page-cursor";
import { entityPage } from "@/server/api/entity-answer";
import { CURSOR, limitUpTo, querySchema } from "@/server/api/parameters";
import { refuse } from "@/server/api/problem";
import { answers, linkToNext, problems } from "@/server/api/responses";
import { EntityList } from "@/server/api/schemas/entity";
import { answerContext, taxAnswer } from "@/server/api/site-answer";

/** Items of a page unless said otherwise. */
const LIMIT = 20;

const route = createRoute({
  method: "get",
  path: "/api/v1/entities",
  operationId: "listEntities",
  tags: ["Entities"],
  summary: "Search legal entities",
  description:
    "Legal entities by name or register number, with or without sites, a page at a time and by " +
    "name. Private persons, and whoever may be one, are not among them.",
  request: {
    query: querySchema({ ...ENTITY_PARAMETERS, cursor: CURSOR, limit: limitUpTo(100, LIMIT) }),
  },
  responses: {
    200: answers(EntityList, "One page of what the query finds."),
    ...problems("invalid-parameters"),
  },
});

/** `GET /api/v1/entities`: the list of legal entities for machines. */
export function listEntities(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { cursor, limit = LIMIT, ...values } = c.req.valid("query");
    const query = entityQuery(values);
    const after = cursor ? readCursor(entitiesScope(query), cursor) : null;
    if (cursor && !after) {
      return refuse([{ parameter: "cursor", reason: refusal("cursor", CURSOR) }]);
    }
    const db = readDatabase();
    const [page, provenance, context] = await Promise.all([
      list(db, query, { after, limit }),
      findProvenance(db),
      answerContext(db),
    ]);
    const { items, next, total, counts } = page;
    return c.json(
      {
        items: items.map(({ tax, ...facts }) => ({
          ...facts,
          url: entityPage(context, facts),
          tax: taxAnswer(tax, context),
        })),
        next,
        total: total.capped ? (`${total.value}+` as "10000+") : total.value,
        counts,
        ...provenance,
      },
      200,
      linkToNext(c.req.url, context.base, next),
    );
  });
}
