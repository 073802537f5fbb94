import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { dayField } from "@/core/day-field";
import { cleanNote } from "@/core/note";
import { domainField, siteField } from "@/core/stop";
import { officeDatabase } from "@/db/client";
import { recordComplaint } from "@/db/commands/record-complaint";

const schema = z.object({
  site: siteField,
  domain: domainField,
  dueOn: dayField,
  note: z
    .string()
    .max(4000)
    .transform((text) => cleanNote(text, 1000))
    .pipe(z.string()),
});

/** Puts a complaint on the worklist. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const recorded = await recordComplaint(officeDatabase(), actor, form);
    return recorded.ok ? { done: "complaint" } : recorded;
  });
}
