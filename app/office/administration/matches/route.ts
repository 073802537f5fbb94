import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { idField, noteField } from "@/app/form-fields";
import { officeDatabase } from "@/db/client";
import { decideMatch } from "@/db/commands/decide-match";

const schema = z.object({
  candidateId: idField,
  decision: z.enum(["confirm", "refuse", "undo"]),
  reason: noteField(500),
});

const DONE = { confirm: "matchConfirmed", refuse: "matchRefused", undo: "matchUndone" } as const;

/** Confirms or refuses who runs a site, or undoes either. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const decided = await decideMatch(officeDatabase(), actor, form);
    return decided.ok ? { done: DONE[form.decision] } : decided;
  });
}
