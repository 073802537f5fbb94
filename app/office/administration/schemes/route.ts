import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { idField, noteField } from "@/app/form-fields";
import { dayField } from "@/core/day-field";
import { domainField } from "@/core/stop";
import { officeDatabase } from "@/db/client";
import { decideScheme } from "@/db/commands/decide-scheme";
import { proposeScheme } from "@/db/commands/propose-scheme";

const decision = z.object({
  id: idField,
  reason: noteField(500),
});
const schema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("propose"),
    authorityId: idField,
    domain: domainField,
    scheme: z.string().regex(/^[^@]{1,60}@[^@]{1,60}$/),
    validFrom: dayField,
  }),
  decision.extend({ change: z.literal("confirmed") }),
  decision.extend({ change: z.literal("refused") }),
  decision.extend({ change: z.literal("takenBack") }),
]);

/** Proposes a scheme version, or decides on one as the second person. */
export function POST(request: Request): Promise<Response> {
  return answerForm(
    request,
    schema,
    async (form, actor) => {
      if (form.change === "propose") {
        const [id = "", version = ""] = form.scheme.split("@");
        const input = { ...form, scheme: { id, version } };
        const proposed = await proposeScheme(officeDatabase(), actor, input, new Date());
        return proposed.ok ? { done: "proposed" } : proposed;
      }
      const confirmed = form.change === "confirmed";
      const decision = { ...form, confirmed };
      const decided = await decideScheme(officeDatabase(), actor, decision, new Date());
      return decided.ok ? { done: form.change } : decided;
    },
    { keeps: true },
  );
}
