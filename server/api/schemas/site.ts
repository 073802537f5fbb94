import { z } from "@hono/zod-openapi";
import { exampleAnswer } from "@/server/api/rated-answer";
import {
  Category,
  Colour,
  Corrected,
  Counts,
  Day,
  Domain,
  Language,
  Next,
  Position,
  provenance,
  SiteId,
  SiteKind,
} from "@/server/api/schemas/common";
import { Notice } from "@/server/api/schemas/notice";
import { GivenInputs, reasons } from "@/server/api/schemas/reasons";

/** Which version of which scheme a rating follows, so that it can be checked. */
export const schemeReference = {
  scheme: z.string().nullable().openapi({ example: "uk-fhrs" }),
  version: z.string().nullable().openapi({ example: "2018-11" }),
  schemeUrl: z.url().nullable().openapi({
    description: "The scheme's whole document.",
    example: "https://example.org/api/v1/schemes/uk-fhrs/2018-11",
  }),
};

const ratingFacts = {
  domain: Domain,
  outcome: z.string().nullable().openapi({
    description: "Outcome of the scheme; null where there is no colour.",
    example: "5",
  }),
  colour: Colour,
  word: z.string().nullable().openapi({
    description: "The outcome in English, or the source's own word.",
    example: "Very good",
  }),
  published: z.string().nullable().openapi({
    description: "The source's own word; null where it published inputs only.",
    example: "5",
  }),
  ratedOn: Day.nullable(),
  asOf: Day.openapi({ description: "The day of the snapshot that first said so." }),
  staleOn: Day.nullable().openapi({
    description: "The first day on which it is older than its scheme's interval.",
  }),
  stale: z.boolean().openapi({ description: "Whether that day has come." }),
  resultPending: z
    .boolean()
    .openapi({ description: "The source says that a newer result is on its way." }),
  ...schemeReference,
};

const Rating = z.object(ratingFacts).openapi("Rating");

export const PreviousOperator = z.boolean().openapi({
  description: "Of a day before the present operator took the site over from another.",
});

export const TaxStanding = z
  .object({
    domain: z.literal("tax"),
    colour: Colour,
    outcome: z.string().nullable().openapi({
      description: "Outcome of the scheme; null where there is no colour.",
      example: "good",
    }),
    word: z.string().nullable().openapi({
      description: "The outcome in English.",
      example: "In good standing",
    }),
    asOf: Day.nullable().openapi({ description: "The day of the figures behind it." }),
    ...schemeReference,
  })
  .openapi("TaxStanding", {
    description: "How a legal entity stands with its tax authority; never an amount.",
  });

const siteFacts = {
  id: SiteId,
  url: z.url().openapi({ description: "The page of the site." }),
  slug: z.string().openapi({ example: "blue-door" }),
  name: z.string().openapi({ example: "Blue Door" }),
  language: Language.openapi({ description: "BCP 47 language of the name." }),
  kind: SiteKind,
  category: Category,
  address: z.string().nullable().openapi({ example: "12 High Street" }),
  locality: z.string().nullable().openapi({ example: "Tallinn" }),
  postcode: z.string().nullable().openapi({ example: "10111" }),
  position: z.union([Position, z.null()]),
  website: z.string().nullable(),
  ratings: z.array(Rating).openapi({ description: "One for each domain the site is listed in." }),
  operatorTax: z.union([TaxStanding, z.null()]).openapi({
    description:
      "How the legal entity that runs it stands with its tax authority; null where none is " +
      "listed. No rating of the site, and never merged with one.",
  }),
};

export const Site = z
  .object({
    ...siteFacts,
    authority: z
      .object({ slug: z.string(), name: z.string() })
      .openapi({ example: { slug: "tallinn", name: "Tallinn" } }),
    distanceM: z
      .int()
      .nullable()
      .openapi({ description: "Metres from `near`; null where that was not given." }),
  })
  .openapi("Site");

const Total = z
  .union([z.int(), z.literal("10000+")])
  .openapi({ description: "How many sites the query finds.", example: 926 });

export const SiteList = z
  .object({
    items: z.array(Site),
    next: Next,
    total: Total,
    counts: z.union([Counts, z.null()]).openapi({
      description: "As if `colour` had not been given; null where there are too many to count.",
    }),
    corrected: Corrected,
    ...provenance,
  })
  .openapi("SiteList");

export const Source = z
  .object({
    name: z.string().openapi({ example: "Food inspections of Tallinn" }),
    url: z.url().nullable(),
    licence: z.string().nullable(),
    licenceUrl: z.url().nullable(),
    asOf: Day.openapi({ description: "The day of its newest snapshot." }),
    language: Language,
  })
  .openapi("Source", { description: "The publication that facts come from." });

export const Authority = z
  .object({
    slug: z.string().openapi({ example: "tallinn" }),
    name: z.string().openapi({ example: "Tallinn" }),
    country: z.string().openapi({ description: "ISO 3166-1 alpha-2.", example: "EE" }),
    language: Language,
    website: z.string().nullable(),
    email: z.string().nullable(),
    invented: z.boolean().openapi({ description: "True only for demonstration data." }),
    url: z.url().openapi({ description: "The page of the authority." }),
  })
  .openapi("Authority", { description: "Who inspects." });

function reasonsExample() {
  const { inputs, answer } = exampleAnswer();
  const { rule, met, missed, next, best } = answer;
  return { domain: "food" as const, inputs, rule, met, missed, next, best };
}

export const SiteDetail = z
  .object({
    ...siteFacts,
    ratings: z
      .array(z.object({ ...ratingFacts, previousOperator: PreviousOperator }).openapi("SiteRating"))
      .openapi({ description: "One for each domain the site is listed in." }),
    authority: Authority,
    categoryAsPublished: z.string().nullable(),
    formerNames: z
      .array(z.object({ name: z.string(), until: Day }))
      .openapi({ example: [{ name: "Green Gate", until: "2019-01-01" }] }),
    state: z.enum(["open", "closed", "gone"]).openapi({
      description: "`gone` is missing from the newest complete snapshot of its source.",
    }),
    endedOn: Day.nullable(),
    operator: z
      .object({ scheme: z.string(), number: z.string(), url: z.url() })
      .nullable()
      .openapi({ description: "Register number of who answers for it, and its other sites." }),
    takenOverOn: Day.nullable().openapi({
      description: "The day on which the present operator followed another, where one did.",
    }),
    related: z
      .array(
        z
          .object({
            relation: z.enum(["moved-to", "moved-from", "split-into", "split-from"]),
            id: SiteId,
            name: z.string(),
            on: Day,
            url: z.url(),
          })
          .openapi("RelatedSite"),
      )
      .openapi({ description: "Where it went on, and what it came from." }),
    reasons: z.array(z.object({ domain: Domain, inputs: GivenInputs, ...reasons })).openapi({
      description: "Why it is rated so, where its source says what the rating rests on.",
      example: [reasonsExample()],
    }),
    notices: z.array(Notice).openapi({
      description:
        "What registers say of the place itself today; of who operates it, the entity's answer says.",
    }),
    reply: z
      .object({ text: z.string(), language: Language, since: Day })
      .nullable()
      .openapi({ description: "The operator's reply, as published by the source." }),
    source: Source,
    sourceKey: z.string().openapi({ description: "The source's own id.", example: "41827" }),
    pitch: z
      .union([z.object({ place: z.string(), position: Position }), z.null()])
      .openapi({ description: "Where a vendor that moves stands today, where that is known." }),
    historyUrl: z.url(),
    ...provenance,
  })
  .openapi("SiteDetail");
