import type { z } from "zod";
import { type SignedIn, signedIn } from "@/app/actor";
import { formLocale } from "@/app/form-locale";
import { readFields } from "@/app/read-form";
import { refusal } from "@/app/refuse";
import { seeOther } from "@/app/see-other";
import { grouped } from "@/core/grouped";
import type { Locale } from "@/core/locale";
import { readNext } from "@/core/office-path";

/** What came of a form: something done or refused, by its word in `officeNotice`, or another page. */
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
  const back = pageBefore(request, locale);
  const actor = await signedIn();
  if (!actor) return seeOther(`/${locale}/sign-in?next=${encodeURIComponent(back)}`);
  const fields = await readFields(request);
  const parsed = fields && schema.safeParse(byName(fields));
  if (!parsed?.success) return seeOther(noting(back, "refused", "form"));
  const answer = await work(parsed.data, actor, locale);
  if ("page" in answer) return seeOther(answer.page);
  if ("done" in answer) return seeOther(noting(answer.at ?? back, "done", answer.done));
  if ("refused" in answer) return seeOther(noting(back, "refused", answer.refused));
  if (answer.reason === "forbidden") return refusal(request);
  return seeOther(noting(back, "refused", answer.reason));
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

function pageBefore(request: Request, locale: Locale): string {
  const referer = request.headers.get("referer") ?? "";
  const { pathname, search } = URL.canParse(referer)
    ? new URL(referer)
    : { pathname: "", search: "" };
  return readNext(`${pathname}${search}`) ?? `/${locale}/inspect`;
}

/** A page's address with what it is to say first. */
function noting(page: string, kind: "done" | "refused", word: string): string {
  const [path = "", search] = page.split("?");
  const parameters = new URLSearchParams(search);
  parameters.delete("done");
  parameters.delete("refused");
  parameters.set(kind, word);
  return `${path}?${parameters}`;
}
