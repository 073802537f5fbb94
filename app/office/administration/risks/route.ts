import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { domainField } from "@/core/stop";
import { cleanText } from "@/core/tokens";
import { officeDatabase } from "@/db/client";
import { removeRiskCategory, saveRiskCategory } from "@/db/commands/save-risk-category";

const authorityId = z.coerce.number().int().positive().safe();
const text = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((given) => cleanText(given, max))
    .pipe(z.string());

const schema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("save"),
    authorityId,
    domain: domainField,
    code: text(20),
    label: text(100),
    months: z.coerce.number().int().min(1).max(120),
  }),
  z.object({ change: z.literal("remove"), authorityId, domain: domainField, code: text(20) }),
]);

/** Saves a risk category of an authority or removes one. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const isSaved = form.change === "save";
    const done = isSaved
      ? await saveRiskCategory(officeDatabase(), actor, form)
      : await removeRiskCategory(officeDatabase(), actor, form);
    return done.ok ? { done: isSaved ? "category" : "categoryRemoved" } : done;
  });
}
