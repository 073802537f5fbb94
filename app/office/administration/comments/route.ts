import { z } from "zod";
import { answerManaged } from "@/app/answer-managed";
import { pageBefore } from "@/app/back-to";
import { idField, lineField } from "@/app/form-fields";
import { COMMENT_LENGTH_MAX } from "@/core/visit-draft";
import { addItemComment, retireItemComment } from "@/db/commands/save-item-comment";

const comment = z.object({
  authorityId: idField,
  schemeId: z.string().max(60),
  itemCode: z.string().max(60),
  language: z.enum(["en", "zh", "ar"]),
  text: lineField(COMMENT_LENGTH_MAX),
});

/** Adds a sentence to the comment library or retires one. */
export function POST(request: Request): Promise<Response> {
  return answerManaged(request, {
    add: {
      fields: comment,
      work: addItemComment,
      done: "comment",
      // The next sentence is mostly for the same item in the same language.
      at: ({ itemCode, language }) => {
        const page = new URL(pageBefore(request), "http://page.invalid");
        page.searchParams.set("item", itemCode);
        page.searchParams.set("language", language);
        return `${page.pathname}${page.search}`;
      },
    },
    remove: {
      fields: z.object({ authorityId: idField, id: idField }),
      work: retireItemComment,
      done: "commentRetired",
    },
  });
}
