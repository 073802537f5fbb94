import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { domainField, siteField } from "@/core/stop";
import { officeDatabase } from "@/db/client";
import { setSiteRisk } from "@/db/commands/set-site-risk";

const schema = z.object({
  site: siteField,
  domain: domainField,
  code: z
    .string()
    .max(40)
    .transform((code) => code || null),
});

/** Puts a place into a risk category, or into none. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const set = await setSiteRisk(officeDatabase(), actor, form);
    return set.ok ? { done: "risk" } : set;
  });
}
