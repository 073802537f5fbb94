import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { pageBefore } from "@/app/back-to";
import { cleanNote } from "@/core/note";
import { COMMENT_LENGTH_MAX } from "@/core/visit-draft";
import { officeDatabase } from "@/db/client";
import { addItemComment, retireItemComment } from "@/db/commands/save-item-comment";

const authorityId = z.coerce.number().int().positive().safe();
const schema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("add"),
    authorityId,
    schemeId: z.string().max(60),
    itemCode: z.string().max(60),
    language: z.enum(["en", "zh", "ar"]),
    text: z
      .string()
      .max(COMMENT_LENGTH_MAX * 4)
      .transform((text) => cleanNote(text, COMMENT_LENGTH_MAX))
      .pipe(z.string()),
  }),
  z.object({
    change: z.literal("retire"),
    authorityId,
    id: z.coerce.number().int().positive().safe(),
  }),
]);

/** Adds a sentence to the comment library or retires one. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor) => {
    const isNew = form.change === "add";
    const done = isNew
      ? await addItemComment(officeDatabase(), actor, form)
      : await retireItemComment(officeDatabase(), actor, form);
    if (!done.ok) return done;
    if (!isNew) return { done: "commentRetired" };
    // The next sentence is mostly for the same item in the same language.
    const page = new URL(pageBefore(request), "http://page.invalid");
    page.searchParams.set("item", form.itemCode);
    page.searchParams.set("language", form.language);
    return { done: "comment", at: `${page.pathname}${page.search}` };
  });
}
