import { z } from "zod";
import { identity } from "@/app/identity";
import { readForm } from "@/app/read-form";
import { seeOther } from "@/app/see-other";
import { readLocale } from "@/core/locale";
import { officeDatabase } from "@/db/client";
import { takeTry } from "@/db/commands/take-try";

const schema = z.object({ locale: z.string(), email: z.string().max(300) });

const ADDRESS_LIMIT = { max: 20, windowS: 60 * 60 };
const ACCOUNT_LIMIT = { max: 3, windowS: 60 * 60 };

/** Mails a link to choose a new password; the answer is the same where there is nobody to mail to. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, schema);
  const locale = readLocale(form?.locale) ?? "en";
  const email = z.email().safeParse(form?.email.trim().toLowerCase());
  if (!email.success) return seeOther(`/${locale}/sign-in/forgotten?refused=email`);
  const db = officeDatabase();
  const now = new Date();
  const address = request.headers.get("placard-client") ?? "unknown";
  if (!(await takeTry(db, "reset-address", address, ADDRESS_LIMIT, now))) {
    return seeOther(`/${locale}/sign-in/forgotten?refused=often`);
  }
  if (await takeTry(db, "reset", email.data, ACCOUNT_LIMIT, now)) {
    await identity().api.requestPasswordReset({
      body: { email: email.data },
      headers: request.headers,
    });
  }
  return seeOther(`/${locale}/sign-in/forgotten?done=sent`);
}
