import type { NewMail } from "@/core/mail";
import { type Actor, may } from "@/core/permissions";
import { isMailable, type VisitState } from "@/core/visit-state";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { queueMail } from "@/db/commands/queue-mail";
import { authoritiesOfVisit } from "@/db/queries/authorities-of-visit";

/** More than that is no help to anybody. */
export const REPORT_MAILS_MAX = 10;

/** `not-standing`: the visit is a draft, withdrawn or replaced: its report is nobody's to act on. */
export type MailRefusal = "too-many" | "not-standing";

/** Mails the report of a visit to whom it concerns. */
export async function mailReport(
  db: Db,
  actor: Actor,
  visitId: string,
  mail: Omit<NewMail, "reportOf">,
): Promise<{ ok: true; mailId: string } | Forbidden | { ok: false; reason: MailRefusal }> {
  return db.begin(async (tx) => {
    const [visit] = await tx<{ state: VisitState }[]>`
      select state from visits where id = ${visitId} for update`;
    const authorities = await authoritiesOfVisit(tx, visitId);
    const subject = `visit:${visitId}`;
    const allowed = await authorise(tx, actor, "mail-report", authorities, subject);
    if (!allowed || !visit || !authorities) return FORBIDDEN;
    if (!isMailable(visit.state)) return { ok: false, reason: "not-standing" };
    const sent = await tx`select from mails where report_of = ${visitId}`;
    if (sent.count >= REPORT_MAILS_MAX) return { ok: false, reason: "too-many" };
    const through = authorities.find((one) => may(actor, "mail-report", one)) ?? authorities[0];
    await logAct(tx, actor, "mail-report", through, subject);
    return { ok: true, mailId: await queueMail(tx, { ...mail, reportOf: visitId }) };
  });
}
