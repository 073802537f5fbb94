import { z } from "@hono/zod-openapi";
import { Colour, Day, Domain, Moment, provenance, SiteId } from "@/server/api/schemas/common";
import { GivenInputs } from "@/server/api/schemas/reasons";
import { PreviousOperator, schemeReference } from "@/server/api/schemas/site";

const IssuedRating = z
  .object({
    id: z.string().openapi({ example: "58102" }),
    domain: Domain,
    outcome: z.string().nullable().openapi({ example: "5" }),
    colour: Colour,
    word: z.string().nullable().openapi({ example: "Very good" }),
    published: z.string().nullable().openapi({ example: "5" }),
    ...schemeReference,
    inputs: GivenInputs.openapi({
      description: "Values of the scheme's inputs as far as the source publishes them.",
      example: { hygiene: 5, structural: 0, confidence: 5 },
    }),
    origin: z.enum(["published", "computed"]).openapi({
      description: "Published by the source, or computed from its inputs.",
    }),
    ratedOn: Day.nullable(),
    sourceAsOf: Day.openapi({ description: "The day of the snapshot that said so." }),
    recordedAt: Moment.openapi({ description: "When this board took it in." }),
    supersededBy: z.string().nullable().openapi({
      description:
        "The `id` of what took its place, its own where it was withdrawn; null while it stands.",
    }),
    visit: z.string().nullable().openapi({ description: "The `id` of the visit it results from." }),
    previousOperator: PreviousOperator,
  })
  .openapi("IssuedRating", { description: "A rating as it was issued: never edited." });

const Finding = z
  .object({
    code: z.string().nullable(),
    text: z.string().openapi({ example: "Food left uncovered" }),
    severity: z.enum(["minor", "significant", "crucial"]).nullable(),
    severityAsPublished: z.string().nullable(),
    correctedOnSite: z.boolean(),
    repeated: z
      .boolean()
      .describe("Found at the routine visit before, too; known of visits recorded on this board."),
    action: z.string().nullable(),
    courtOutcome: z.string().nullable(),
    fine: z.number().nullable().openapi({ description: "In the currency of the place." }),
  })
  .openapi("Finding", { description: "One item found on a visit, in the source's own words." });

export const SiteHistory = z
  .object({
    id: SiteId,
    ratings: z.array(IssuedRating).openapi({ description: "Newest first." }),
    names: z
      .array(z.object({ name: z.string(), from: Day.nullable(), until: Day.nullable() }))
      .openapi({
        description: "Newest first; the present name has no `until`.",
        example: [{ name: "Blue Door", from: null, until: null }],
      }),
    visits: z
      .array(
        z
          .object({
            id: z.string().openapi({ example: "9034" }),
            domain: Domain,
            visitedOn: Day,
            type: z.string().nullable(),
            ended: z.enum(["corrected", "withdrawn"]).nullable().openapi({
              description: "Why it no longer counts; null for a visit that does.",
            }),
            previousOperator: PreviousOperator,
            findings: z.array(Finding),
          })
          .openapi("Visit"),
      )
      .openapi({ description: "Newest first." }),
    ...provenance,
  })
  .openapi("SiteHistory");
