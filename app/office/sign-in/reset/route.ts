import { APIError } from "better-auth";
import { z } from "zod";
import { identity } from "@/app/identity";
import { readForm } from "@/app/read-form";
import { seeOther } from "@/app/see-other";
import { readLocale } from "@/core/locale";
import { passwordFault } from "@/core/password-rule";
import { officeDatabase } from "@/db/client";
import { takeTry } from "@/db/commands/take-try";
import { findReset } from "@/db/queries/find-reset";

const schema = z.object({
  locale: z.string(),
  token: z.string().max(100),
  password: z.string().max(1000),
});

const ADDRESS_LIMIT = { max: 30, windowS: 15 * 60 };

/** Sets the password that somebody chose by a link; they sign in with it afterwards. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, schema);
  const locale = readLocale(form?.locale) ?? "en";
  if (!form) return seeOther(`/${locale}/sign-in/reset`);
  const back = (reason: string) =>
    seeOther(`/${locale}/sign-in/reset?token=${encodeURIComponent(form.token)}&refused=${reason}`);
  const db = officeDatabase();
  const address = request.headers.get("placard-client") ?? "unknown";
  if (!(await takeTry(db, "token", address, ADDRESS_LIMIT, new Date()))) return back("often");
  const user = await findReset(db, form.token);
  if (!user) return seeOther(`/${locale}/sign-in/reset`);
  const fault = passwordFault(form.password, [user.email, user.name]);
  if (fault) return back(fault);
  try {
    await identity().api.resetPassword({ body: { token: form.token, newPassword: form.password } });
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    return seeOther(`/${locale}/sign-in/reset`);
  }
  return seeOther(`/${locale}/sign-in?done=password`);
}
