import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { dayField } from "@/core/day-field";
import { PLAN_CHANGES } from "@/core/plan-change";
import { stopField } from "@/core/stop";
import { officeDatabase } from "@/db/client";
import { changePlan } from "@/db/commands/change-plan";

const schema = z.object({
  day: dayField,
  change: z.enum(PLAN_CHANGES),
  stop: stopField.optional(),
});

/** Moves or removes a stop of one's own plan, or orders all. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async ({ day, change, stop }, actor, locale) => {
    const changed = await changePlan(officeDatabase(), actor, { day, change, stop: stop ?? null });
    return changed.ok ? { page: `/${locale}/inspect/plan/${day}` } : changed;
  });
}
