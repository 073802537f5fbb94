import type { NewMail } from "@/core/mail";
import type { Actor } from "@/core/permissions";
import { isMailable, type VisitState } from "@/core/visit-state";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { queueMail } from "@/db/commands/queue-mail";

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
    const [visit] = await tx<
      { authorities: [made: number, deciding: number]; state: VisitState }[]
    >`
      select array[authority_id, deciding_authority(visits)] as authorities, state from visits where id = ${visitId} for update`;
    const authorities = visit?.authorities ?? null;
    const subject = `visit:${visitId}`;
    if (!(await authorise(tx, actor, "mail-report", authorities, subject)) || !visit) {
      return FORBIDDEN;
    }
    if (!isMailable(visit.state)) return { ok: false, reason: "not-standing" };
    const sent = await tx`select from mails where report_of = ${visitId}`;
    if (sent.count >= REPORT_MAILS_MAX) return { ok: false, reason: "too-many" };
    await logAct(tx, actor, "mail-report", visit.authorities[0], subject);
    return { ok: true, mailId: await queueMail(tx, { ...mail, reportOf: visitId }) };
  });
}
