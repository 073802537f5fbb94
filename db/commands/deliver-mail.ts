import type { MailDelivery, WaitingMail } from "@/core/mail";
import type { Db, Tx } from "@/db/client";

/** After so long a mail that cannot be sent is given up, as mail servers do. */
const GIVE_UP_AFTER_MS = 3 * 86_400_000;

/**
 * Sends one mail that waits and writes down what became of it; null where there is nothing to send
 * (any more). Its row stays locked meanwhile, so that no other worker sends it too. Who is killed
 * between the sending and the writing leaves it to be sent once more, with the same Message-ID.
 */
export function deliverMail(
  db: Db,
  id: string,
  send: (mail: WaitingMail, tx: Tx) => Promise<MailDelivery>,
): Promise<MailDelivery | null> {
  return db.begin(async (tx) => {
    const [mail] = await tx<WaitingMail[]>`
      select id, recipient as "to", locale, subject, text, report_of, queued_at
      from mails where id = ${id} and sent_at is null and given_up_at is null
      for update skip locked`;
    if (!mail) return null;
    const sent = await send(mail, tx);
    if (sent.ok) {
      await tx`update mails set sent_at = clock_timestamp(), tries = tries + 1 where id = ${id}`;
      return sent;
    }
    const isFinal = sent.isFinal || Date.now() - mail.queuedAt.getTime() > GIVE_UP_AFTER_MS;
    await tx`
      update mails set
        tries = tries + 1, last_error = ${sent.error},
        given_up_at = case when ${isFinal} then clock_timestamp() end
      where id = ${id}`;
    return { ...sent, isFinal };
  });
}
