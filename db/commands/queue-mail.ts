import type { Locale } from "@/core/locale";
import type { Db, Tx } from "@/db/client";

/** Queues a mail, within a transaction together with what calls for it. */
export async function queueMail(
  tx: Db | Tx,
  mail: { to: string; locale: Locale; subject: string; text: string },
): Promise<void> {
  await tx`
    insert into mails (recipient, locale, subject, text)
    values (${mail.to}, ${mail.locale}, ${mail.subject}, ${mail.text})`;
}
