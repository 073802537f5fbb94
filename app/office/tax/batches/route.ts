import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { noteField } from "@/app/form-fields";
import { officeDatabase } from "@/db/client";
import { decideTaxBatch } from "@/db/commands/tax/decide-tax-batch";

const schema = z.object({
  id: z.uuid(),
  decision: z.enum(["release", "refuse"]),
  reason: noteField(500),
});

/** Releases a delivery that is held, or refuses it, as the second person. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async ({ id, decision, reason }, actor) => {
    const released = decision === "release";
    const decided = await decideTaxBatch(officeDatabase(), actor, { id, released, reason });
    return decided.ok ? { done: released ? "taxReleased" : "taxRefused" } : decided;
  });
}
