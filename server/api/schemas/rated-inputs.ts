import { z } from "@hono/zod-openapi";
import { DOMAINS } from "@/core/standing";
import { exampleAnswer } from "@/server/api/rated-answer";
import { Colour, provenance } from "@/server/api/schemas/common";
import { reasons } from "@/server/api/schemas/reasons";
import { SCHEME_LICENCE } from "@/server/api/scheme-answer";

export const RatedInputs = z
  .object({
    id: z.string().openapi({ example: "uk-fhrs" }),
    version: z.string().openapi({ example: "2018-11" }),
    domain: z.enum(DOMAINS),
    hash: z.string().openapi({ description: "SHA-256 of the scheme's document." }),
    outcome: z.string().nullable().openapi({ example: "3" }),
    colour: Colour,
    word: z.string().nullable().openapi({ example: "Generally satisfactory" }),
    ...reasons,
    ...provenance,
  })
  .openapi("RatedInputs", {
    example: {
      ...exampleAnswer().answer,
      hash: "0".repeat(64),
      asOf: "2026-01-31",
      licence: SCHEME_LICENCE,
    },
  });
