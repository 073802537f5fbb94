import type { WaitingMail } from "@/core/mail";
import { formatPublicId } from "@/core/public-id";
import type { Db, Tx } from "@/db/client";
import { deliverMail } from "@/db/commands/deliver-mail";
import { findVisitReport } from "@/db/queries/find-visit-report";
import type { JobsLog } from "@/server/jobs/run-jobs";
import { type Attachment, type MailSettings, sendMail } from "@/services/mail";
import { visitReport } from "@/services/report";

/** Sends one mail. Throws where it is worth another try, so that the queue tries again, later each time. */
export async function sendQueuedMail(
  db: Db,
  id: string,
  settings: MailSettings | null,
  base: string,
  log: JobsLog,
): Promise<void> {
  if (!settings) {
    log("warning", "A mail waits: SMTP_URL names no mail server.", { mail: id });
    return;
  }
  const sent = await deliverMail(db, id, async (mail, tx) =>
    sendMail(settings, mail, await attachmentsOf(tx, mail, base)),
  );
  if (!sent || sent.ok) return;
  if (!sent.isFinal) throw new Error(`The mail ${id} could not be sent yet: ${sent.error}`);
  log("error", "A mail cannot be sent and is given up.", {
    mail: id,
    error: new Error(sent.error),
  });
}

/** The report as the visit stands when the mail is sent. */
async function attachmentsOf(
  tx: Tx,
  { reportOf, locale }: WaitingMail,
  base: string,
): Promise<Attachment[]> {
  const report = reportOf && (await findVisitReport(tx, reportOf, { base, locale }));
  if (!report) return [];
  const filename = `${formatPublicId(report.site.id)}-${report.draft.visitedOn ?? "draft"}.pdf`;
  const content = await visitReport(report, locale);
  return [{ filename, contentType: "application/pdf", content }];
}
