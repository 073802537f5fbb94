import { z } from "@hono/zod-openapi";
import { LEGAL_FORMS } from "@/core/legal-form";
import { Counts, Day, Domain, Language, Next, provenance } from "@/server/api/schemas/common";
import { Notice } from "@/server/api/schemas/notice";
import { Site, TaxStanding } from "@/server/api/schemas/site";

const number = {
  scheme: z.string().openapi({ description: "The register.", example: "ee-regcode" }),
  number: z.string().openapi({ example: "10421629" }),
};

const TaxDetail = z
  .object({
    ...TaxStanding.shape,
    silence: z.enum(["nothing", "too-old", "no-basis", "incomplete"]).nullable().openapi({
      description: "Why nothing is published; null where something is.",
    }),
    rule: z.string().nullable().openapi({
      description: "The rule of the scheme that decided; what it compared is not published.",
      example: "good",
    }),
    disputed: z.boolean().openapi({ description: "Some part is disputed and did not count." }),
    paymentPlan: z.boolean().openapi({ description: "A payment plan is kept." }),
    legalBasis: z.string().nullable().openapi({ description: "The law that allows publication." }),
    authority: z.string().nullable().openapi({ description: "Who says so." }),
  })
  .openapi("TaxDetail");

const ConsentedTax = z
  .object({
    level: z.union([z.literal(1), z.literal(2)]).openapi({
      description: "1: which inputs decided; 2: also earlier standings.",
    }),
    decidedBy: z.array(z.string()).openapi({
      description: "Inputs of the scheme that decided, by name; never their values.",
      example: ["overdueReturns"],
    }),
    history: z.array(TaxStanding).nullable().openapi({
      description: "Its standings of the last twelve months, newest first; null at level 1.",
    }),
  })
  .openapi("ConsentedTax", {
    description: "What a business lets be told of its tax; it may take that back at any time.",
  });

const profile = {
  name: z.string().nullable().openapi({ example: "Blue Door OÜ" }),
  language: Language.nullable(),
  legalForm: z.enum(LEGAL_FORMS),
  state: z.enum(["active", "ended"]),
};

export const EntityList = z
  .object({
    items: z.array(
      z
        .object({
          ...number,
          url: z.url().openapi({ description: "Its page." }),
          ...profile,
          tax: TaxStanding,
          sites: z.int().openapi({ description: "Open sites that it operates; may be none." }),
        })
        .openapi("ListedEntity"),
    ),
    next: Next,
    total: z
      .union([z.int(), z.literal("10000+")])
      .openapi({ description: "How many entities the query finds.", example: 926 }),
    counts: z.union([Counts, z.null()]).openapi({
      description: "As if `standing` had not been given; null where there are too many to count.",
    }),
    ...provenance,
  })
  .openapi("EntityList");

export const Entity = z
  .object({
    ...number,
    url: z.url().openapi({ description: "Its page." }),
    identifiers: z
      .array(z.object({ ...number, level: z.enum(["entity", "establishment"]) }))
      .openapi({ description: "Every register number it is known by." }),
    profile: z
      .union([
        z.object({
          ...profile,
          formerNames: z.array(z.object({ name: z.string(), until: Day })),
          tax: TaxDetail,
          consented: z.union([ConsentedTax, z.null()]).openapi({
            description: "What it consents to tell beyond the standing; null for nothing.",
          }),
          notices: z.array(Notice).openapi({ description: "What registers say of it today." }),
        }),
        z.null(),
      ])
      .openapi({ description: "Null for whoever is, or may be, a private person." }),
    domains: z.array(z.object({ domain: Domain, counts: Counts })).openapi({
      description: "How its sites stand in each domain, side by side; there is no overall score.",
    }),
    items: z.array(Site),
    next: Next,
    total: z.int(),
    ...provenance,
  })
  .openapi("Entity", { description: "A legal entity and the sites it operates." });
