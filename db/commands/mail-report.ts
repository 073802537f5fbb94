import type { NewMail } from "@/core/mail";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { queueMail } from "@/db/commands/queue-mail";

/** More than that is no help to anybody. */
export const REPORT_MAILS_MAX = 10;

/** Mails the report of a visit to whom it concerns. */
export async function mailReport(
  db: Db,
  actor: Actor,
  visitId: string,
  mail: Omit<NewMail, "reportOf">,
): Promise<{ ok: true; mailId: string } | Forbidden | { ok: false; reason: "too-many" }> {
  return db.begin(async (tx) => {
    const [visit] = await tx<{ authorityId: number }[]>`
      select authority_id from visits where id = ${visitId} for update`;
    const authority = visit?.authorityId ?? null;
    if (!(await authorise(tx, actor, "mail-report", authority, `visit:${visitId}`)))
      return FORBIDDEN;
    const sent = await tx`select from mails where report_of = ${visitId}`;
    if (sent.count >= REPORT_MAILS_MAX) return { ok: false, reason: "too-many" };
    return { ok: true, mailId: await queueMail(tx, { ...mail, reportOf: visitId }) };
  });
}
