import { z } from "zod";
import { idField } from "@/app/form-fields";
import { dayField } from "@/core/day-field";
import type { TaxEdit } from "@/core/tax-case";
import { cleanText } from "@/core/tokens";

const text = (max: number) =>
  z
    .string()
    .max(4000)
    .default("")
    .transform((typed) => cleanText(typed, max));

/** The form that puts a single case right, and whether it only asks what it would come to. */
export const taxEditFields = z
  .object({
    entity: idField,
    basedOn: idField,
    asOf: dayField,
    legalBasis: text(300),
    grounds: text(500),
    step: z.enum(["preview", "record"]).default("record"),
  })
  .catchall(z.unknown())
  .transform(({ entity, basedOn, asOf, legalBasis, grounds, step, ...cells }) => {
    const edit: TaxEdit = { basedOn, asOf, legalBasis, grounds: grounds ?? "", cells };
    return { step, edit: { entityId: entity, ...edit } };
  });
