import { z } from "@hono/zod-openapi";
import { ENTRY_KINDS } from "@/core/register-entry";
import { Day, Language } from "@/server/api/schemas/common";

export const Notice = z
  .object({
    id: z.uuid().openapi({ example: "0b9e5d0e-6c1f-4c49-9a86-3f7f2f4f1f11" }),
    kind: z.enum(ENTRY_KINDS).openapi({ example: "recall" }),
    positive: z.boolean().openapi({ description: "Whether it speaks for its subject." }),
    state: z.enum(["active", "disputed"]),
    authority: z
      .object({ slug: z.string(), name: z.string() })
      .openapi({ example: { slug: "tallinn", name: "Tallinn" } }),
    language: Language.openapi({ description: "Of the texts." }),
    legalBasis: z.string().openapi({ example: "Product Safety Act, § 12" }),
    grounds: z.string().openapi({ example: "Kettles of lot 77 may catch fire." }),
    evidence: z
      .string()
      .nullable()
      .openapi({ description: "Number or address of the decision.", example: "Decision 77" }),
    remedy: z
      .string()
      .openapi({ description: "What ends it sooner.", example: "Take the lot back." }),
    startsOn: Day,
    endsOn: Day.openapi({ description: "From this day on it is gone; copies must go, too." }),
  })
  .openapi("Notice", { description: "What a public register says today; never a rating." });
