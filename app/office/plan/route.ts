import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { dayField } from "@/core/day-field";
import { stopField } from "@/core/stop";
import { officeDatabase } from "@/db/client";
import { planDay } from "@/db/commands/plan-day";

const schema = z.object({
  day: dayField,
  stop: z
    .union([z.array(z.string()), z.string().transform((one) => [one])])
    .default([])
    .pipe(z.array(stopField)),
});

/** Adds ticked places to the plan of a day, and shows it. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async ({ day, stop }, actor, locale) => {
    if (stop.length === 0) return { refused: "nothing" };
    const planned = await planDay(officeDatabase(), actor, { day, stops: stop });
    return planned.ok ? { done: "planned", at: `/${locale}/inspect/plan/${day}` } : planned;
  });
}
