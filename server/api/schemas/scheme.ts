import { z } from "@hono/zod-openapi";
import { schemeSchema } from "@/core/scheme";
import { Day, Domain, Next, provenance } from "@/server/api/schemas/common";

const facts = {
  id: z.string().openapi({ example: "uk-fhrs" }),
  version: z.string().openapi({ example: "2018-11" }),
  domain: Domain,
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
    document: z
      .strictObject({
        ...schemeSchema.shape,
        id: schemeSchema.shape.id.meta({ example: "uk-fhrs" }),
        version: schemeSchema.shape.version.meta({ example: "2018-11" }),
      })
      .openapi("SchemeDocument", { description: "The rules, whole." }),
    ...provenance,
  })
  .openapi("SchemeVersion");
