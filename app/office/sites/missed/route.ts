import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { noteField } from "@/app/form-fields";
import { dayField } from "@/core/day-field";
import { MISSED_REASONS } from "@/core/missed-visit";
import { domainField, siteField } from "@/core/stop";
import { officeDatabase } from "@/db/client";
import { recordMissedVisit } from "@/db/commands/record-missed-visit";

const schema = z.object({
  id: z.uuid(),
  site: siteField,
  domain: domainField,
  triedOn: dayField,
  reason: z.enum(MISSED_REASONS),
  note: noteField(500),
});

/** Records that somebody went and could not inspect. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const recorded = await recordMissedVisit(officeDatabase(), actor, form, new Date());
    return recorded.ok ? { done: "missed" } : recorded;
  });
}
