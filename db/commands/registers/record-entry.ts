import { createHash } from "node:crypto";
import { termFault } from "@/core/entry-term";
import type { Actor } from "@/core/permissions";
import { withoutPersons } from "@/core/personal-number";
import type { EntryClass, EntryKind, EntryWording } from "@/core/register-entry";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { holdWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { publishEntries } from "@/db/commands/registers/publish-entries";
import { registerSource } from "@/db/commands/registers/register-source";
import type { EntrySubject } from "@/db/queries/list-public-entries";

/** What an official says in a register of their authority. */
export interface NewEntry extends EntryWording {
  /** Made by the form, so that sending it twice records one entry. */
  id: string;
  authorityId: number;
  kind: EntryKind;
  class: EntryClass;
  subject: EntrySubject;
  /** Why it is recorded now: kept with the first step, not public. */
  reason: string;
}

export type Recorded =
  | { ok: true; id: string; repeated: boolean }
  | Forbidden
  | {
      ok: false;
      reason:
        | "unknown-subject"
        | "natural-person"
        | "no-grounds"
        | "ends-before-it-starts"
        | "term-too-short"
        | "term-too-long"
        | "already-over";
    };

/**
 * Records an entry with its grounds, its end and its remedy; from its first day on the public sees
 * it. The same submission twice is one entry.
 */
export function recordEntry(db: Db, actor: Actor, given: NewEntry): Promise<Recorded> {
  const input = withoutNumbers(given);
  return db.begin(async (tx): Promise<Recorded> => {
    const { id, authorityId } = input;
    const allowed = await authorise(tx, actor, "manage-register", authorityId, `entry:${id}`);
    if (!allowed) return FORBIDDEN;
    await tx`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
    const [known] = await tx<{ authorityId: number; recordedBy: string | null }[]>`
      select authority_id, recorded_by from register_entries where id = ${id}`;
    if (known) {
      const isOwn = known.authorityId === authorityId && known.recordedBy === actor.userId;
      return isOwn ? { ok: true, id, repeated: true } : FORBIDDEN;
    }
    const texts = [input.legalBasis, input.grounds, input.remedy];
    if (texts.some((text) => text.trim() === "")) return { ok: false, reason: "no-grounds" };
    const fault = termFault(input.class, input.startsOn, input.endsOn);
    if (fault) return { ok: false, reason: fault };
    const [day] = await tx<{ over: boolean }[]>`
      select ${input.endsOn}::date <= (now() at time zone 'UTC')::date as over`;
    if (day?.over) return { ok: false, reason: "already-over" };
    await holdWhoIsWho(tx);
    const subject = await findSubject(tx, input.subject);
    if ("reason" in subject) return { ok: false, ...subject };
    await writeEntry(tx, actor, input, subject);
    await tx`create temp table touched_entries on commit drop as select ${id}::uuid as entry_id`;
    await publishEntries(tx);
    return { ok: true, id, repeated: false };
  });
}

/** No text keeps the number of a natural person (law 1). */
function withoutNumbers(entry: NewEntry): NewEntry {
  const { legalBasis, grounds, evidence, remedy, reason } = entry;
  return { ...entry, ...withoutPersons({ legalBasis, grounds, evidence, remedy, reason }) };
}

interface Subject {
  siteId: number | null;
  entityId: number | null;
}

/** Locked, so that what it is stays so until its entry is written. */
async function findSubject(
  tx: Tx,
  subject: EntrySubject,
): Promise<Subject | { reason: "unknown-subject" | "natural-person" }> {
  const unknown = { reason: "unknown-subject" } as const;
  if ("site" in subject) {
    const [site] = await tx<{ id: number }[]>`
      select id from sites where public_id = ${subject.site} and state <> 'merged' for share`;
    return site ? { siteId: site.id, entityId: null } : unknown;
  }
  const { scheme, number } = subject.entity;
  const [entity] = await tx<{ id: number; isLegalPerson: boolean }[]>`
    select e.id, is_legal_person(e.legal_form) from entity_identifiers i
    join legal_entities e on e.id = i.entity_id
    where i.scheme = ${scheme} and i.number = ${number} and e.state <> 'merged'
    for share of e`;
  if (!entity) return unknown;
  if (!entity.isLegalPerson) return { reason: "natural-person" };
  return { siteId: null, entityId: entity.id };
}

async function writeEntry(tx: Tx, actor: Actor, input: NewEntry, subject: Subject): Promise<void> {
  const { id, authorityId, legalBasis, grounds, evidence, remedy } = input;
  const sourceId = await registerSource(tx, authorityId);
  const hash = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  await tx`
    insert into register_entries (id, kind, entry_class, site_id, entity_id, authority_id, source_id,
      source_key, language, legal_basis, grounds, evidence, remedy, starts_on, ends_on, row_hash,
      recorded_by)
    values (${id}, ${input.kind}, ${input.class}, ${subject.siteId}, ${subject.entityId},
      ${authorityId}, ${sourceId}, ${id}, ${input.language}, ${legalBasis.trim()},
      ${grounds.trim()}, ${evidence}, ${remedy.trim()}, ${input.startsOn}, ${input.endsOn},
      ${hash}, ${actor.userId})`;
  await tx`
    insert into register_steps (entry_id, state, user_id, reason)
    values (${id}, 'active', ${actor.userId}, ${input.reason.trim() || "recorded"})`;
}
