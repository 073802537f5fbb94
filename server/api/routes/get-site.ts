import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { isOfPreviousOperator } from "@/core/previous-operator";
import { formatPublicId } from "@/core/public-id";
import { readDatabase } from "@/db/client";
import { findSite } from "@/db/queries/find-site";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { noticeAnswer, perishableHeader } from "@/server/api/notice-answer";
import { querySchema } from "@/server/api/parameters";
import { answers, licencesOf, problems, sourceAnswer } from "@/server/api/responses";
import { SiteDetail } from "@/server/api/schemas/site";
import { answerContext, reasonsOf, siteAnswer } from "@/server/api/site-answer";
import { elsewhere, MOVED, sitePath } from "@/server/api/site-path";

const route = createRoute({
  method: "get",
  path: "/api/v1/sites/{id}",
  operationId: "getSite",
  tags: ["Sites"],
  summary: "One site",
  description: "Who it is, how it stands in each domain, and where that comes from.",
  request: { params: sitePath, query: querySchema({}) },
  responses: {
    200: answers(SiteDetail, "The site."),
    ...MOVED,
    ...problems("invalid-parameters", "not-found"),
  },
});

/** `GET /api/v1/sites/{id}`: one site. */
export function getSite(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid("param");
    const db = readDatabase();
    const [site, context, notices] = await Promise.all([
      findSite(db, id),
      answerContext(db),
      listPublicEntries(db, { site: id }),
    ]);
    if (!site || "mergedInto" in site) return elsewhere(id, site);
    const { base } = context;
    const { distanceM: _, ...facts } = siteAnswer(site, context);
    const { operator, authorityDetail, source } = site;
    return c.json(
      {
        ...facts,
        ratings: facts.ratings.map((rating) => ({
          ...rating,
          previousOperator: isOfPreviousOperator(rating.ratedOn ?? rating.asOf, site.takenOverOn),
        })),
        authority: {
          ...authorityDetail,
          url: `${base}/en/authorities/${authorityDetail.slug}`,
        },
        categoryAsPublished: site.categoryAsPublished,
        formerNames: site.formerNames,
        state: site.state,
        endedOn: site.endedOn,
        operator: operator && {
          ...operator,
          url: `${base}/api/v1/entities/${operator.scheme}/${operator.number}`,
        },
        takenOverOn: site.takenOverOn,
        related: site.kin.map(({ relation, id: other, name, on }) => ({
          relation,
          id: formatPublicId(other),
          name,
          on,
          url: `${base}/api/v1/sites/${formatPublicId(other)}`,
        })),
        reasons: reasonsOf(site, context),
        notices: notices.map(noticeAnswer),
        reply: site.reply,
        source: sourceAnswer(source),
        sourceKey: site.sourceKey,
        pitch: site.pitch,
        historyUrl: `${base}/api/v1/sites/${formatPublicId(id)}/history`,
        asOf: source.asOf,
        licence: licencesOf([source]),
      },
      200,
      perishableHeader(notices),
    );
  });
}
