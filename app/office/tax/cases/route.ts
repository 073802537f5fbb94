import { answerForm } from "@/app/answer-form";
import { taxEditFields } from "@/app/tax-edit-fields";
import { today } from "@/app/today";
import { officeDatabase } from "@/db/client";
import { editTaxStanding } from "@/db/commands/tax/edit-tax-standing";
import { previewTaxEdit } from "@/db/queries/preview-tax-edit";

/** Puts a single case right, or says first what it would come to. */
export function POST(request: Request): Promise<Response> {
  return answerForm(
    request,
    taxEditFields,
    async ({ step, edit }, actor) => {
      if (step === "preview") {
        const judged = await previewTaxEdit(officeDatabase(), actor, edit, today());
        return judged.ok ? { preview: "1" } : judged;
      }
      const edited = await editTaxStanding(officeDatabase(), actor, edit, today());
      return edited.ok ? { done: "taxEdited" } : edited;
    },
    { keeps: true },
  );
}
