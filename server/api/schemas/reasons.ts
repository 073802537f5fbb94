import { z } from "@hono/zod-openapi";
import { COLOURS } from "@/core/standing";

const value = z.union([z.number(), z.string(), z.boolean(), z.null()]);

const Test = z
  .object({
    name: z.string().openapi({ description: "An input or derived value.", example: "total" }),
    test: z
      .enum(["lt", "lte", "gt", "gte", "is", "is-not", "missing", "known"])
      .openapi({ example: "lte" }),
    limit: value.openapi({ example: 20 }),
    value: value.openapi({ description: "Null where it is unknown.", example: 25 }),
  })
  .openapi("Test", { description: "One comparison of a rule." });

const Change = z
  .union([
    z.object({
      input: z.string().openapi({ example: "hygiene" }),
      from: z.unknown().openapi({ example: 10 }),
      to: z.unknown().openapi({ example: 5 }),
    }),
    z.object({
      input: z.string(),
      severity: z.string(),
      count: z.int(),
      of: z.int(),
      wasCorrected: z.boolean(),
      to: z.enum(["corrected", "absent"]),
    }),
  ])
  .openapi("Change", {
    description: "A value to change, or so many findings of one severity to put right.",
  });

const Improvement = z
  .object({
    colour: z.enum(COLOURS),
    ways: z.array(z.object({ outcome: z.string(), changes: z.array(Change) })).openapi({
      description: "All that need as little as any other: fewest inputs, then fewest steps.",
    }),
  })
  .openapi("Improvement");

/** Values of a scheme's inputs by their names. */
export const GivenInputs = z.record(z.string(), z.unknown()).openapi({
  example: { hygiene: 10, structural: 5, confidence: 10 },
});

/** Why inputs come out as they do, and what would make that better. */
export const reasons = {
  rule: z.string().openapi({
    description: "The first rule of the document that holds.",
    example: "within-3",
  }),
  met: z.array(Test).openapi({ description: "What made it hold; empty where it always does." }),
  missed: z
    .object({ rule: z.string(), outcome: z.string(), tests: z.array(Test) })
    .nullable()
    .openapi({ description: "What kept the next better rule before it from holding." }),
  next: z
    .union([Improvement, z.null()])
    .openapi({ description: "The way to the next better colour." }),
  best: z.union([Improvement, z.null()]).openapi({
    description: "The way to the best colour that can be reached, where that is another.",
  }),
};
