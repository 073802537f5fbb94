import type { EntityNumber } from "@/core/entity";
import { isEntityScheme, legalFormOf } from "@/core/entity-number";
import type { LegalForm } from "@/core/legal-form";
import type { Actor } from "@/core/permissions";
import { withoutPersonalNumbers } from "@/core/personal-number";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { lockEntity } from "@/db/commands/lineage/merge-entities";
import { publishEntries } from "@/db/commands/registers/publish-entries";
import { touchEntriesOf } from "@/db/commands/registers/tell-persons";

type Corrected =
  | { ok: true; withdrawn: boolean }
  | Forbidden
  | { ok: false; reason: "unknown" | "no-reason" | "proved" };

/**
 * Puts right what a source said wrongly of an entity's legal form; no source overrules it from then
 * on. A natural person leaves the public at once, with listing, tax standing and register entries;
 * what was recorded stays.
 */
export function correctLegalForm(
  db: Db,
  actor: Actor,
  { entity, form, reason }: { entity: EntityNumber; form: LegalForm; reason: string },
): Promise<Corrected> {
  return db.begin(async (tx): Promise<Corrected> => {
    const subject = "entity-form";
    if (!(await authorise(tx, actor, "merge-entities", null, subject))) return FORBIDDEN;
    if (reason.trim() === "") return { ok: false, reason: "no-reason" };
    const known = await lockEntity(tx, entity);
    if (!known) return { ok: false, reason: "unknown" };
    const { scheme, number } = entity;
    const proved = isEntityScheme(scheme) ? legalFormOf(scheme, number) : null;
    if (proved !== null && proved !== form) return { ok: false, reason: "proved" };
    const [before] = await tx`select from entity_listings where entity_id = ${known.id}`;
    await tx`
      update legal_entities set legal_form = ${form}, legal_form_source_id = null,
        legal_form_as_of = null, legal_form_reason = ${withoutPersonalNumbers(reason.trim())}
      where id = ${known.id}`;
    await tx`
      insert into access_log (user_id, action, subject, allowed)
      values (${actor.userId}, 'merge-entities', ${`entity:${known.id}:form:${form}`}, true)`;
    await tx`create temp table touched_entries (entry_id uuid primary key) on commit drop`;
    await touchEntriesOf(tx, [known.id]);
    await publishEntries(tx, [known.id]);
    const [after] = await tx`select from entity_listings where entity_id = ${known.id}`;
    return { ok: true, withdrawn: before !== undefined && after === undefined };
  });
}
