import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { formLocale } from "@/app/form-locale";
import { officeDatabase } from "@/db/client";
import { queueMail } from "@/db/commands/queue-mail";
import { baseUrl } from "@/services/base-url";

/** Mails a link to choose a new password, in the language of the page that asked for it. */
export async function mailReset(user: { email: string }, token: string): Promise<void> {
  const locale = formLocale(await headers());
  const t = await getTranslations({ locale, namespace: "identity" });
  const url = `${baseUrl()}/${locale}/sign-in/reset?token=${token}`;
  await queueMail(officeDatabase(), {
    to: user.email,
    locale,
    subject: t("mail.resetSubject"),
    text: t("mail.resetText", { url }),
  });
}
