import { z } from "@hono/zod-openapi";
import {
  Colour,
  Corrected,
  Counts,
  Language,
  provenance,
  SiteId,
} from "@/server/api/schemas/common";

const Cluster = z
  .object({
    kind: z.literal("cluster"),
    lat: z.number(),
    lon: z.number(),
    counts: Counts,
    box: z.object({
      west: z.number(),
      south: z.number(),
      east: z.number(),
      north: z.number(),
    }),
  })
  .openapi("Cluster", { description: "The sites of one 64 px cell, at their middle." });

const Point = z
  .object({
    kind: z.literal("site"),
    lat: z.number(),
    lon: z.number(),
    id: SiteId.openapi({ example: "7K3M9QX2V2" }),
    slug: z.string(),
    name: z.string(),
    language: Language,
    standing: Colour,
    scheme: z.string().nullable().openapi({ example: "uk-fhrs@2018-11" }),
    outcome: z.string().nullable(),
    published: z.string().nullable(),
  })
  .openapi("Point", { description: "One site." });

export const MapTile = z
  .object({
    marks: z.array(z.discriminatedUnion("kind", [Cluster, Point])),
    capped: z.boolean().openapi({ description: "Only 10,000 of more sites were counted." }),
    ...provenance,
  })
  .openapi("MapTile");

export const Suggestions = z
  .object({
    items: z.array(
      z
        .object({
          id: SiteId.openapi({ example: "7K3M9QX2V2" }),
          slug: z.string(),
          name: z.string(),
          language: Language,
          formerName: z
            .string()
            .nullable()
            .openapi({ description: "The former name that matched, if not the present one." }),
          place: z.string().nullable(),
          standing: Colour,
        })
        .openapi("Suggestion"),
    ),
    businesses: z.array(
      z
        .object({
          scheme: z.string().openapi({ description: "The register.", example: "ee-regcode" }),
          number: z.string().openapi({ example: "10421629" }),
          name: z.string().nullable().openapi({ example: "Blue Door OÜ" }),
          language: Language.nullable(),
        })
        .openapi("SuggestedBusiness"),
    ),
    corrected: Corrected,
    ...provenance,
  })
  .openapi("Suggestions");
