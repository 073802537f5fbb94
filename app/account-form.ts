import type { z } from "zod";
import { formLocale } from "@/app/form-locale";
import { readForm } from "@/app/read-form";
import { seeOther } from "@/app/see-other";
import { readSession, type Session } from "@/app/session";
import type { Locale } from "@/core/locale";

/** A form of the account page, and whoever sent it. */
interface AccountForm<T> {
  session: Session;
  locale: Locale;
  form: T;
  /** Leads to a page of the account. */
  answer: (path: string, cookies?: readonly string[]) => Response;
}

/**
 * Answers a form of the account page. Whoever is not signed in, or still lacks a second factor that
 * they have, is sent to do that first.
 */
export async function accountForm<T>(
  request: Request,
  schema: z.ZodType<T>,
  work: (sent: AccountForm<T>) => Promise<Response>,
  { mayLackFactor = false } = {},
): Promise<Response> {
  const locale = formLocale(request.headers);
  const session = await readSession();
  if (!session) return seeOther(`/${locale}/sign-in?next=/${locale}/account`);
  if (session.lacksFactor && !mayLackFactor) return seeOther(`/${locale}/sign-in/second-factor`);
  const answer = (path: string, cookies?: readonly string[]) =>
    seeOther(`/${locale}/account${path}`, cookies);
  const form = await readForm(request, schema);
  return form ? work({ session, locale, form, answer }) : answer("");
}
