import type { z } from "zod";
import { type SignedIn, signedIn } from "@/app/actor";
import { backTo, pageBefore } from "@/app/back-to";
import { formLocale } from "@/app/form-locale";
import { readFields } from "@/app/read-form";
import { refusal } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { typedKeyCookie } from "@/app/typed-key";
import { grouped } from "@/core/grouped";
import type { Locale } from "@/core/locale";
import { officeDatabase } from "@/db/client";
import { keepTyped } from "@/db/commands/keep-typed";

/**
 * What came of a form: something done or refused, by its word in the notices, what it would come to,
 * or another page.
 */
export type FormAnswer =
  | { done: string; at?: string }
  | { preview: "1" }
  | { refused: string }
  | { ok: false; reason: string; field?: string }
  | { page: string };

/**
 * Answers a form of the back-office: who sent it, what it holds, and then the page it came from
 * once more, saying what came of it, and which field stood in the way where one did. A form that `keeps` shows there what was typed, if it was
 * refused or asks what it would come to (typed-before.ts).
 */
export async function answerForm<T>(
  request: Request,
  schema: z.ZodType<T>,
  work: (form: T, actor: SignedIn, locale: Locale) => Promise<FormAnswer>,
  { keeps = false } = {},
): Promise<Response> {
  const locale = formLocale(request.headers);
  const back = pageBefore(request);
  const actor = await signedIn();
  if (!actor) return seeOther(`/${locale}/sign-in?next=${encodeURIComponent(back)}`);
  const fields = await readFields(request);
  const parsed = fields && schema.safeParse(byName(fields));
  const answer = parsed?.success
    ? await work(parsed.data, actor, locale)
    : { refused: "form" as const };
  if ("page" in answer) return seeOther(answer.page);
  if ("done" in answer) {
    // What was typed before it succeeded is of no more use.
    const ended = keeps ? [typedKeyCookie("")] : [];
    return backTo(answer.at ?? back, { done: answer.done }, ended);
  }
  const outcome =
    "preview" in answer
      ? answer
      : "refused" in answer
        ? { refused: answer.refused }
        : { refused: answer.reason, ...(answer.field && { field: answer.field }) };
  if ("refused" in outcome && outcome.refused === "forbidden") return refusal(request);
  if (!keeps) return backTo(back, outcome);
  const isKept = fields && lengthOf(fields) <= KEPT_MAX;
  const key = isKept
    ? await keepTyped(officeDatabase(), actor.userId, {
        action: new URL(request.url).pathname,
        fields: Object.fromEntries(fields),
      })
    : "";
  // Without a key nothing is shown of what was typed before, either.
  return backTo(back, outcome, [typedKeyCookie(key)]);
}

/** More characters than any form of ours takes. */
const KEPT_MAX = 110_000;

function lengthOf(fields: readonly [string, string][]): number {
  return fields.reduce((length, [name, text]) => length + name.length + text.length, 0);
}

/** Each field by its name: a text, or several where it was sent more than once. */
function byName(fields: readonly [string, string][]): Record<string, string | string[]> {
  const several = [...grouped(fields, ([name]) => name)];
  return Object.fromEntries(
    several.map(([name, all]) => {
      const texts = all.map(([, text]) => text);
      return [name, texts.length === 1 ? (texts[0] ?? "") : texts];
    }),
  );
}
