import type { z } from "zod";
import { type SignedIn, signedIn } from "@/app/actor";
import { backTo, pageBefore } from "@/app/back-to";
import { formLocale } from "@/app/form-locale";
import { readFields } from "@/app/read-form";
import { refusal } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { grouped } from "@/core/grouped";
import type { Locale } from "@/core/locale";

/** What came of a form: something done or refused, by its word in the notices, or another page. */
export type FormAnswer =
  | { done: string; at?: string }
  | { refused: string }
  | { ok: false; reason: string }
  | { page: string };

/**
 * Answers a form of the back-office: who sent it, what it holds, and then the page it came from
 * once more, saying what came of it.
 */
export async function answerForm<T>(
  request: Request,
  schema: z.ZodType<T>,
  work: (form: T, actor: SignedIn, locale: Locale) => Promise<FormAnswer>,
): Promise<Response> {
  const locale = formLocale(request.headers);
  const back = pageBefore(request);
  const actor = await signedIn();
  if (!actor) return seeOther(`/${locale}/sign-in?next=${encodeURIComponent(back)}`);
  const fields = await readFields(request);
  const parsed = fields && schema.safeParse(byName(fields));
  if (!parsed?.success) return backTo(back, { refused: "form" });
  const answer = await work(parsed.data, actor, locale);
  if ("page" in answer) return seeOther(answer.page);
  if ("done" in answer) return backTo(answer.at ?? back, { done: answer.done });
  if ("refused" in answer) return backTo(back, { refused: answer.refused });
  if (answer.reason === "forbidden") return refusal(request);
  return backTo(back, { refused: answer.reason });
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
