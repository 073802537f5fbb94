import type { IsoDate } from "@/core/import-row";
import { judgeTaxEdit, type RefusedTaxEdit } from "@/core/judge-tax-edit";
import type { Actor } from "@/core/permissions";
import type { TaxEdit } from "@/core/tax-case";
import type { TaxStanding } from "@/core/tax-standing";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { publishEntities } from "@/db/commands/publish-entities";
import { lockTaxSource } from "@/db/commands/tax/tax-source";
import { listTaxSchemes } from "@/db/queries/list-tax-schemes";

/** Puts a single case right, with grounds: a new standing in place of the one before. */
export async function editTaxStanding(
  db: Db,
  actor: Actor,
  input: TaxEdit & { entityId: number },
  today: IsoDate,
): Promise<{ ok: true } | Forbidden | RefusedTaxEdit> {
  return db.begin(async (tx) => {
    const [known] = await tx<{ authorityId: number }[]>`
      select authority_id from tax_standings
      where entity_id = ${input.entityId} and superseded_by is null`;
    const subject = `tax-case:${input.entityId}`;
    const authorityId = known?.authorityId ?? null;
    if (!(await authorise(tx, actor, "manage-tax", authorityId, subject)) || !known) {
      return FORBIDDEN;
    }
    const { asOf, legalBasis, grounds } = input;
    await lockTaxSource(tx, known.authorityId, asOf);
    const [current] = await tx<Current[]>`
      select id, authority_id, as_of, standing from tax_standings
      where entity_id = ${input.entityId} and superseded_by is null for update`;
    if (!current || current.authorityId !== known.authorityId) return FORBIDDEN;
    const schemes = await listTaxSchemes(tx, known.authorityId);
    const judged = judgeTaxEdit(input, { known: current, today, schemeOn: schemes.on });
    if (!judged.ok) return judged;
    const { scheme, inputs, rated } = judged;
    await supersede(tx, current, {
      ...{ entityId: input.entityId, userId: actor.userId, inputs, rated },
      ...{ schemeId: scheme.id, schemeVersion: scheme.version, asOf, legalBasis, grounds },
    });
    await logAct(tx, actor, "manage-tax", known.authorityId, `${subject}:edited`);
    await tx`
      create temp table touched_entities on commit drop as
      select ${input.entityId}::bigint as entity_id`;
    await publishEntities(tx);
    return { ok: true } as const;
  });
}

interface Current {
  id: number;
  authorityId: number;
  asOf: IsoDate;
  standing: string;
}

async function supersede(
  tx: Tx,
  current: Current,
  next: {
    entityId: number;
    userId: string;
    inputs: object;
    rated: TaxStanding;
    schemeId: string;
    schemeVersion: string;
    asOf: IsoDate;
    legalBasis: string | null;
    grounds: string;
  },
): Promise<void> {
  const { rated } = next;
  const [made] = await tx<{ id: number }[]>`select nextval('tax_standings_id_seq') as id`;
  const id = made?.id ?? Number.NaN;
  await tx`
    with superseded as (
      update tax_standings set superseded_by = ${id} where id = ${current.id}
      returning authority_id, standing
    )
    insert into tax_standings (id, entity_id, authority_id, scheme_id, scheme_version,
      as_of, standing, standing_before, outcome, rule, disputed, planned, legal_basis, grounds,
      recorded_by, lapses_on)
      overriding system value
    select ${id}, ${next.entityId}, superseded.authority_id, ${next.schemeId}, ${next.schemeVersion},
      ${next.asOf}, ${rated.standing}, superseded.standing, ${rated.outcome}, ${rated.rule},
      ${rated.disputed}, ${rated.planned}, ${next.legalBasis}, ${next.grounds}, ${next.userId},
      ${rated.lapsesOn}
    from superseded`;
  await tx`
    insert into tax_inputs (standing_id, inputs)
    values (${id}, ${tx.json(next.inputs as never)})`;
}
