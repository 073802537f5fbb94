import type { Actor } from "@/core/permissions";
import type { TaxConsentLevel } from "@/core/tax-consent";
import type { Db, Tx } from "@/db/client";
import { FORBIDDEN, type Forbidden } from "@/db/commands/authorise";

/**
 * `no-tax`: the entity has no tax standing, as one that may be a natural person; `held`: that very
 * consent holds already; `none`: there is nothing to take back.
 */
type ConsentRefusal = "no-tax" | "held" | "none";

type Consented = { ok: true } | Forbidden | { ok: false; reason: ConsentRefusal };

/** Lets the board tell more of an entity's tax; another level ends the one before. */
export async function giveTaxConsent(
  db: Db,
  actor: Actor,
  { entityId, level }: { entityId: number; level: TaxConsentLevel },
): Promise<Consented> {
  return db.begin(async (tx): Promise<Consented> => {
    if (!(await speaksFor(tx, actor, entityId, `gave-level-${level}`))) return FORBIDDEN;
    const [standing] = await tx`
      select from tax_standings where entity_id = ${entityId} and superseded_by is null`;
    if (!standing) return { ok: false, reason: "no-tax" };
    const [current] = await tx<{ id: number; level: number }[]>`
      select id, level from tax_consents
      where entity_id = ${entityId} and withdrawn_at is null for update`;
    if (current?.level === level) return { ok: false, reason: "held" };
    await withdraw(tx, actor, entityId);
    await tx`
      insert into tax_consents (entity_id, level, given_by)
      values (${entityId}, ${level}, ${actor.userId})`;
    return { ok: true };
  });
}

/** Takes back what an entity had let the board tell: from now on nothing of it is told. */
export async function withdrawTaxConsent(
  db: Db,
  actor: Actor,
  { entityId }: { entityId: number },
): Promise<Consented> {
  return db.begin(async (tx): Promise<Consented> => {
    if (!(await speaksFor(tx, actor, entityId, "withdrew"))) return FORBIDDEN;
    const withdrawn = await withdraw(tx, actor, entityId);
    return withdrawn ? { ok: true } : { ok: false, reason: "none" };
  });
}

async function withdraw(tx: Tx, actor: Actor, entityId: number): Promise<boolean> {
  const withdrawn = await tx`
    update tax_consents set withdrawn_by = ${actor.userId}, withdrawn_at = clock_timestamp()
    where entity_id = ${entityId} and withdrawn_at is null`;
  return withdrawn.count > 0;
}

/**
 * Whether somebody represents the entity itself at this moment; whoever represents one of its sites
 * does not speak for it. Locks the entity, so that two consents follow each other; leaves a trace.
 */
async function speaksFor(tx: Tx, actor: Actor, entityId: number, act: string): Promise<boolean> {
  await tx`select from legal_entities where id = ${entityId} for no key update`;
  const [held] = await tx<{ authorityId: number }[]>`
    select authority_id from memberships
    where user_id = ${actor.userId} and role = 'representative' and entity_id = ${entityId}
      and ended_at is null
    order by id limit 1`;
  await tx`
    insert into access_log (user_id, authority_id, action, subject, allowed)
    values (${actor.userId}, ${held?.authorityId ?? null}, 'give-tax-consent',
      ${`tax-consent:${entityId}:${act}`}, ${held !== undefined})`;
  return held !== undefined;
}
