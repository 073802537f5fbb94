import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { lineField } from "@/app/form-fields";
import { dayField } from "@/core/day-field";
import { domainField, siteField } from "@/core/stop";
import { officeDatabase } from "@/db/client";
import { recordComplaint } from "@/db/commands/record-complaint";

const schema = z.object({
  site: siteField,
  domain: domainField,
  dueOn: dayField,
  note: lineField(1000),
});

/** Puts a complaint on the worklist. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const recorded = await recordComplaint(officeDatabase(), actor, form);
    return recorded.ok ? { done: "complaint" } : recorded;
  });
}
