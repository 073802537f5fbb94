import { isLegalPerson, type LegalForm } from "@/core/legal-form";
import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { moveOfEntity } from "@/db/commands/lineage/move-of-entity";
import {
  holdTaxFeeds,
  keepMoves,
  type LineageRefused,
  lineageRefused,
  recordLineage,
} from "@/db/commands/lineage/record-lineage";
import { lockWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { publishEntities } from "@/db/commands/publish-entities";

/** A legal entity by one of its register numbers. */
export interface EntityNumber {
  scheme: string;
  number: string;
}

/**
 * Makes two records of one legal entity one: `from` with its numbers, sites and register entries
 * goes into `into`, so that each of its numbers leads there. Tax standings are never moved: the
 * record that has one must be the one that stays.
 */
export async function mergeEntities(
  db: Db,
  actor: Actor,
  input: { from: EntityNumber; into: EntityNumber; reason: string },
): Promise<{ ok: true; lineageId: number } | Forbidden | LineageRefused> {
  return db.begin(async (tx) => {
    const subject = `entity:${input.from.scheme}:${input.from.number}`;
    if (!(await authorise(tx, actor, "merge-entities", null, subject))) return FORBIDDEN;
    await holdTaxFeeds(tx);
    const from = await lockEntity(tx, input.from);
    const into = await lockEntity(tx, input.into);
    if (!from || !into) return lineageRefused("unknown");
    if (from.id === into.id) return lineageRefused("same");
    if (from.hasStanding) return lineageRefused("tax-standing");
    const [form, otherForm] = [from.legalForm, into.legalForm];
    if (form && otherForm && isLegalPerson(form) !== isLegalPerson(otherForm)) {
      return lineageRefused("forms-differ");
    }
    const lineageId = await recordLineage(tx, {
      kind: "merged",
      fromSite: null,
      toSite: null,
      fromEntity: from.id,
      toEntity: into.id,
      reason: input.reason,
      userId: actor.userId,
    });
    await keepMoves(tx, lineageId, "before", [
      {
        state: from.state,
        intoForm: into.legalForm,
        tookForm: otherForm === null && form !== null,
      },
    ]);
    await takeForm(tx, { from: from.id, to: into.id });
    await moveOfEntity(tx, { from: from.id, to: into.id, lineageId });
    await tx`
      update legal_entities set state = 'merged', merged_into = ${into.id} where id = ${from.id}`;
    await publishThese(tx, [from.id, into.id]);
    return { ok: true, lineageId } as const;
  });
}

interface Locked {
  id: number;
  legalForm: LegalForm | null;
  state: "active" | "ended";
  hasStanding: boolean;
}

/** The entity of a number, locked; in the order that they are asked for, one merger at a time. */
export async function lockEntity(tx: Tx, { scheme, number }: EntityNumber): Promise<Locked | null> {
  await lockWhoIsWho(tx);
  const [entity] = await tx<Locked[]>`
    select e.id, e.legal_form, e.state, exists (
      select from tax_standings s where s.entity_id = e.id and s.superseded_by is null
    ) as has_standing
    from legal_entities e
    where e.id = (select entity_id from entity_identifiers
      where scheme = ${scheme} and number = ${number}) and e.state <> 'merged'
    for no key update of e`;
  return entity ?? null;
}

/**
 * An entity whose form nobody stated takes that of another. Before anything else moves: register
 * entries go only to whom the form says is no natural person.
 */
export async function takeForm(tx: Tx, { from, to }: { from: number; to: number }): Promise<void> {
  await tx`
    update legal_entities t set legal_form = f.legal_form,
      legal_form_source_id = f.legal_form_source_id, legal_form_as_of = f.legal_form_as_of
    from legal_entities f
    where f.id = ${from} and t.id = ${to} and t.legal_form is null and f.legal_form is not null`;
}

/** Publishes entities, and the sites they run. */
export async function publishThese(tx: Tx, entityIds: readonly number[]): Promise<void> {
  await tx`
    create temp table touched_entities on commit drop as
    select unnest(${entityIds}::bigint[]) as entity_id`;
  await publishEntities(tx);
}
