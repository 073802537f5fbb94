import { z } from "@hono/zod-openapi";
import { DOMAINS } from "@/core/standing";
import { Day, Next, provenance } from "@/server/api/schemas/common";

const facts = {
  id: z.string().openapi({ example: "uk-fhrs" }),
  version: z.string().openapi({ example: "2018-11" }),
  domain: z.enum(DOMAINS),
  hash: z.string().openapi({ description: "SHA-256 of the document as compact JSON." }),
  validity: z
    .array(z.object({ authority: z.string(), from: Day, until: Day.nullable() }))
    .openapi({ description: "Which authorities rate by it, and since when." }),
  url: z.url(),
};

export const SchemeList = z
  .object({
    items: z.array(
      z.object({ ...facts, title: z.record(z.string(), z.string()) }).openapi("ListedScheme"),
    ),
    next: Next,
    total: z.int(),
    ...provenance,
  })
  .openapi("SchemeList");

export const SchemeVersion = z
  .object({
    ...facts,
    document: z.record(z.string(), z.unknown()).openapi("SchemeDocument", {
      description: "The rules, whole; `/schemes/schema.json` describes their form.",
    }),
    ...provenance,
  })
  .openapi("SchemeVersion");
