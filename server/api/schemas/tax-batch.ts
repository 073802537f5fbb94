import { z } from "@hono/zod-openapi";

/** What became of a delivery; it names no entity and no figure. */
export const TaxBatchReceipt = z
  .object({
    id: z.uuid().openapi({ example: "0b5e1a52-6f0e-4a52-9a3e-2f1f6a0f8c11" }),
    state: z.enum(["applied", "held", "refused"]).openapi({
      description:
        "`applied`: what it says is public. `held`: its changes look implausible, and a second " +
        "person of the authority has to release it. `refused`: that person has refused it.",
    }),
    repeated: z.boolean().openapi({ description: "True where the same body had come before." }),
    reason: z.string().nullable().openapi({ description: "Why it is held, or was." }),
    rows: z.int(),
    asOf: z.iso.date().openapi({
      example: "2026-01-31",
      description: "The newest day of its figures.",
    }),
    scheme: z.string().openapi({ example: "placard-tax@1" }),
    moves: z.record(z.string(), z.int()).openapi({
      description: "How many standings turn from which into which.",
      example: { "green>red": 2, "new>green": 12, same: 40 },
    }),
  })
  .openapi("TaxBatchReceipt");
