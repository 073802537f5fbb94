import type { Db } from "@/db/client";
import { deliverMail } from "@/db/commands/deliver-mail";
import type { JobsLog } from "@/server/jobs/run-jobs";
import { type MailSettings, sendMail } from "@/services/mail";

/** Sends one mail. Throws where it is worth another try, so that the queue tries again, later each time. */
export async function sendQueuedMail(
  db: Db,
  id: string,
  settings: MailSettings | null,
  log: JobsLog,
): Promise<void> {
  if (!settings) {
    log("warning", "A mail waits: SMTP_URL names no mail server.", { mail: id });
    return;
  }
  const sent = await deliverMail(db, id, (mail) => sendMail(settings, mail, []));
  if (!sent || sent.ok) return;
  if (!sent.isFinal) throw new Error(`The mail ${id} could not be sent yet: ${sent.error}`);
  log("error", "A mail cannot be sent and is given up.", {
    mail: id,
    error: new Error(sent.error),
  });
}
