import { z } from "zod";
import { answerManaged } from "@/app/answer-managed";
import { idField, lineField } from "@/app/form-fields";
import { domainField } from "@/core/stop";
import { removeRiskCategory, saveRiskCategory } from "@/db/commands/save-risk-category";

const category = z.object({ authorityId: idField, domain: domainField, code: lineField(20) });

/** Saves a risk category of an authority or removes one. */
export function POST(request: Request): Promise<Response> {
  return answerManaged(request, {
    add: {
      fields: category.extend({
        label: lineField(100),
        months: z.coerce.number().int().min(1).max(120),
      }),
      work: saveRiskCategory,
      done: "category",
    },
    remove: { fields: category, work: removeRiskCategory, done: "categoryRemoved" },
  });
}
