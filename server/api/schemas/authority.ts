import { z } from "@hono/zod-openapi";
import { Counts, Day, Domain, Next, provenance } from "@/server/api/schemas/common";
import { Authority, Source } from "@/server/api/schemas/site";

export const AuthorityList = z
  .object({
    items: z.array(
      z
        .object({
          ...Authority.shape,
          sites: z.int().openapi({ description: "Open sites." }),
          sources: z.array(Source),
        })
        .openapi("ListedAuthority"),
    ),
    next: Next,
    total: z.int(),
    ...provenance,
  })
  .openapi("AuthorityList");

export const AuthorityDetail = z
  .object({
    ...Authority.shape,
    domains: z.array(
      z.object({
        domain: Domain,
        counts: Counts,
        schemes: z.array(z.string()).openapi({ example: ["uk-fhrs@2018-11"] }),
      }),
    ),
    sources: z.array(
      z.object({
        ...Source.shape,
        sites: z.int(),
        gone: z.int().openapi({ description: "Missing from the newest complete snapshot." }),
        refused: z.int().openapi({ description: "Values that the last import did not take over." }),
        issuesUrl: z.url().nullable().openapi({ description: "Those, as CSV." }),
      }),
    ),
    newestRatingOn: Day.nullable(),
    medianAgeDays: z.int().nullable().openapi({ description: "Of the current ratings." }),
    stale: z.int().openapi({ description: "Ratings older than the scheme's interval." }),
    ...provenance,
  })
  .openapi("AuthorityDetail");
