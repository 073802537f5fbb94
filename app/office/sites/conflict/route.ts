import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { lineField } from "@/app/form-fields";
import { siteField } from "@/core/stop";
import { officeDatabase } from "@/db/client";
import { declareConflict, endConflict } from "@/db/commands/declare-conflict";

const schema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("declare"),
    site: siteField,
    reason: lineField(500),
  }),
  z.object({ change: z.literal("end"), site: siteField }),
]);

/** Declares or ends one's own conflict of interest. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const isEnd = form.change === "end";
    const changed = isEnd
      ? await endConflict(officeDatabase(), actor, form)
      : await declareConflict(officeDatabase(), actor, form);
    return changed.ok ? { done: isEnd ? "conflictEnded" : "conflict" } : changed;
  });
}
