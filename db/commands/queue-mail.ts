import { type NewMail, newMail } from "@/core/mail";
import type { Db, Tx } from "@/db/client";
import { queueJob } from "@/db/commands/queue-job";

/**
 * Queues a mail, in a transaction together with what calls for it, and returns its id. Throws where recipient or
 * subject would not fit into their header: who takes an address from a form checks it there, with
 * `mailAddress`.
 */
export async function queueMail(tx: Db | Tx, mail: NewMail): Promise<string> {
  const { to, locale, subject, text, reportOf } = newMail.parse(mail);
  const [row] = await tx<{ id: string }[]>`
    insert into mails (recipient, locale, subject, text, report_of)
    values (${to}, ${locale}, ${subject}, ${text}, ${reportOf})
    returning id`;
  if (!row) throw new Error("The mail was not queued.");
  await queueJob(tx, "send-mail", { mail: row.id }, { key: mailJobKey(row.id) });
  return row.id;
}

/** By this a mail has one job at most. */
export function mailJobKey(id: string): string {
  return `send-mail:${id}`;
}
