import { z } from "zod";
import { attemptSignIn } from "@/app/attempt-sign-in";
import { homeOfUser } from "@/app/home-of";
import { readForm } from "@/app/read-form";
import { seeOther } from "@/app/see-other";
import { typedEmailCookie } from "@/app/typed-email";
import { readLocale } from "@/core/locale";
import { readNext } from "@/core/office-path";

const schema = z.object({
  locale: z.string(),
  next: z.string().optional(),
  email: z.string().max(300),
  password: z.string().max(1000),
});

/** Signs somebody in by e-mail address and password. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, schema);
  const locale = readLocale(form?.locale) ?? "en";
  if (!form) return seeOther(`/${locale}/sign-in`);
  const next = readNext(form.next);
  const query = next ? `&next=${encodeURIComponent(next)}` : "";
  const email = form.email.trim().toLowerCase();
  const result = await attemptSignIn(request.headers, email, form.password);
  if (!result.ok) {
    return seeOther(`/${locale}/sign-in?refused=${result.reason}${query}`, [
      typedEmailCookie(locale, email),
    ]);
  }
  const path = result.needsCode
    ? `/${locale}/sign-in/second-factor?step=code${query}`
    : (next ?? (await homeOfUser(locale, result.userId ?? "")));
  return seeOther(path, [...result.cookies, typedEmailCookie(locale, "")]);
}
