import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { decide } from "@/db/commands/visits/decide-visit";
import { lockVisit } from "@/db/commands/visits/lock-visit";
import { hasConflict } from "@/db/commands/visits/who-may-visit";
import { withdraw } from "@/db/commands/visits/withdraw";

type Asked =
  | { ok: true }
  | Forbidden
  | { ok: false; reason: "not-published" | "conflict" | "asked-already" };

/**
 * Asks that a public result be withdrawn: whoever made it may, and whoever may decide. It stands until
 * another person agrees.
 */
export async function askWithdrawal(
  db: Db,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  now: Date,
): Promise<Asked> {
  return db.begin(async (tx): Promise<Asked> => {
    const visit = await lockVisit(tx, id);
    const authorities = visit ? [visit.authorityId, visit.decidingAuthorityId] : null;
    const allowed = await authorise(tx, actor, "ask-withdrawal", authorities, `visit:${id}`);
    if (!allowed || !visit) return FORBIDDEN;
    if (visit.state !== "published") return { ok: false, reason: "not-published" };
    if (await hasConflict(tx, actor.userId, visit.siteId)) return { ok: false, reason: "conflict" };
    const open = await findOpen(tx, id);
    if (open)
      return open.askedBy === actor.userId ? { ok: true } : { ok: false, reason: "asked-already" };
    await tx`
      insert into withdrawals (visit_id, reason, asked_by, asked_at)
      values (${id}, ${reason}, ${actor.userId}, ${now})`;
    return { ok: true };
  });
}

/** Another person agrees, and the result no longer counts. Two who agree at once have one effect. */
export function confirmWithdrawal(db: Db, actor: Actor, { id }: { id: string }, now: Date) {
  return decide(db, actor, "withdraw-visit", id, async (tx, visit) => {
    if (visit.state === "withdrawn") return { ok: true };
    const open = visit.state === "published" ? await findOpen(tx, id) : null;
    if (!open) return { ok: false, reason: "not-asked" };
    if (open.askedBy === actor.userId) return { ok: false, reason: "own-request" };
    await tx`
      update withdrawals set decided_by = ${actor.userId}, decided_at = ${now}, confirmed = true
      where id = ${open.id}`;
    await withdraw(tx, visit, { actorId: actor.userId, at: now, reason: open.reason });
    return { ok: true };
  });
}

/** Whoever asked thinks better of it: the result stands. Nobody else may, and that is written down. */
export async function takeBackWithdrawal(
  db: Db,
  actor: Actor,
  { id }: { id: string },
  now: Date,
): Promise<{ ok: true } | Forbidden | { ok: false; reason: "not-asked" }> {
  return db.begin(async (tx) => {
    const visit = await lockVisit(tx, id);
    const open = await findOpen(tx, id);
    const isOthers = open !== null && open.askedBy !== actor.userId;
    const own = isOthers ? null : visit;
    const authorities = own && [own.authorityId, own.decidingAuthorityId];
    const allowed = await authorise(tx, actor, "ask-withdrawal", authorities, `visit:${id}`);
    if (!allowed || !own) return FORBIDDEN;
    if (!open) return { ok: false, reason: "not-asked" } as const;
    await tx`
      update withdrawals set decided_by = asked_by, decided_at = ${now}, confirmed = false
      where id = ${open.id}`;
    return { ok: true } as const;
  });
}

/** Another person does not agree: the result stands, with the reason on record. */
export function refuseWithdrawal(
  db: Db,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  now: Date,
) {
  return decide(db, actor, "withdraw-visit", id, async (tx) => {
    const open = await findOpen(tx, id);
    if (!open) return { ok: false, reason: "not-asked" };
    if (open.askedBy === actor.userId) return { ok: false, reason: "own-request" };
    await tx`
      update withdrawals set decided_by = ${actor.userId}, decided_at = ${now}, confirmed = false,
        answer = ${reason}
      where id = ${open.id}`;
    return { ok: true };
  });
}

async function findOpen(tx: Tx, visitId: string) {
  const [open] = await tx<{ id: number; askedBy: string; reason: string }[]>`
    select id, asked_by, reason from withdrawals
    where visit_id = ${visitId} and decided_at is null`;
  return open ?? null;
}
