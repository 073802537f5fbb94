import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import type { EntityNumber } from "@/core/entity";
import { ENTITY_SCHEMES, parseEntityNumber } from "@/core/entity-number";
import { refusal } from "@/core/parameter";
import { readDatabase } from "@/db/client";
import { entityScope, findEntity } from "@/db/queries/find-entity";
import { findProvenance } from "@/db/queries/find-provenance";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { readCursor } from "@/db/queries/page-cursor";
import { consentedAnswer, entityPage, taxDetailAnswer } from "@/server/api/entity-answer";
import { noticeAnswer, perishableHeader } from "@/server/api/notice-answer";
import { CURSOR, limitUpTo, pathSchema, querySchema } from "@/server/api/parameters";
import { problem, refuse, refusePath } from "@/server/api/problem";
import { answers, linkToNext, problems } from "@/server/api/responses";
import { Entity } from "@/server/api/schemas/entity";
import { answerContext, siteAnswer } from "@/server/api/site-answer";

/** Items of a page unless said otherwise. */
const LIMIT = 20;

const route = createRoute({
  method: "get",
  path: "/api/v1/entities/{scheme}/{number}",
  operationId: "getEntity",
  tags: ["Entities"],
  summary: "A legal entity and its sites",
  description:
    "Who answers under one register number, how it stands with the tax authority, and the sites it " +
    "operates with how they stand in each domain, side by side. There is no overall score.",
  request: {
    params: pathSchema({
      scheme: {
        parse: z.enum(ENTITY_SCHEMES),
        want: `one of ${ENTITY_SCHEMES.join(", ")}`,
        about: "The register that numbers it.",
        example: "ee-regcode",
      },
      number: {
        parse: z.string().min(1).max(40),
        want: "a register number",
        about: "The number, with or without spaces and dashes.",
        example: "10421629",
      },
    }),
    query: querySchema({ cursor: CURSOR, limit: limitUpTo(100, LIMIT) }),
  },
  responses: {
    200: answers(Entity, "The entity and one page of its sites, by name."),
    307: {
      description: "It was merged into another, which `Location` names.",
      headers: z.object({ location: z.string() }),
    },
    ...problems("invalid-parameters", "not-found"),
  },
});

/** `GET /api/v1/entities/{scheme}/{number}`: a legal entity and its sites. */
export function getEntity(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { scheme, number: given } = c.req.valid("param");
    const { cursor, limit = LIMIT } = c.req.valid("query");
    const number = parseEntityNumber(scheme, given);
    if (number === null) {
      const reason = `number takes a valid number of ${scheme}: its form or check digit is wrong.`;
      return refusePath([{ parameter: "number", reason }]);
    }
    const after = cursor ? readCursor(entityScope({ scheme, number }), cursor) : null;
    if (cursor && !after) {
      return refuse([{ parameter: "cursor", reason: refusal("cursor", CURSOR) }]);
    }
    const db = readDatabase();
    const [entity, provenance, context] = await Promise.all([
      findEntity(db, { scheme, number }, { after, limit }),
      findProvenance(db),
      answerContext(db),
    ]);
    if (!entity) return problem("not-found", `Nothing is known of ${scheme} ${number}.`);
    if ("mergedInto" in entity) return movedTo(entity.mergedInto);
    const { items, profile, ...facts } = entity;
    const notices = profile ? await listPublicEntries(db, { entity: { scheme, number } }) : [];
    return c.json(
      {
        scheme,
        number,
        url: entityPage(context, { scheme, number }),
        ...facts,
        profile: profile && {
          ...profile,
          tax: taxDetailAnswer(profile.tax, context),
          consented: consentedAnswer(profile.consented, context),
          notices: notices.map(noticeAnswer),
        },
        items: items.map((item) => siteAnswer(item, context)),
        ...provenance,
      },
      200,
      {
        ...linkToNext(c.req.url, context.base, entity.next),
        ...perishableHeader(notices, profile?.consented),
      },
    );
  });
}

function movedTo({ scheme, number }: EntityNumber) {
  const location = `/api/v1/entities/${scheme}/${encodeURIComponent(number)}`;
  const answer = new Response(null, { status: 307, headers: { location } });
  return answer as Response & TypedResponse<Record<string, never>, 307, string>;
}
