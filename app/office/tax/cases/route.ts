import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { idField } from "@/app/form-fields";
import { today } from "@/app/today";
import { dayField } from "@/core/day-field";
import { cleanText } from "@/core/tokens";
import { officeDatabase } from "@/db/client";
import { editTaxStanding } from "@/db/commands/tax/edit-tax-standing";

const text = (max: number) =>
  z
    .string()
    .max(4000)
    .default("")
    .transform((typed) => cleanText(typed, max));

const schema = z
  .object({
    entity: idField,
    asOf: dayField,
    legalBasis: text(300),
    grounds: text(500),
  })
  .catchall(z.unknown());

/** Puts a single case right: a new standing in place of the one before. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const { entity: entityId, asOf, legalBasis, grounds, ...cells } = form;
    const edited = await editTaxStanding(
      officeDatabase(),
      actor,
      { entityId, asOf, legalBasis, grounds: grounds ?? "", cells },
      today(),
    );
    return edited.ok ? { done: "taxEdited" } : edited;
  });
}
