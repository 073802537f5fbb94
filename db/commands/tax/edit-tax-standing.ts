import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import { isPersonalNumber } from "@/core/personal-number";
import { parseInputs } from "@/core/scheme-inputs";
import type { TaxEdit } from "@/core/tax-case";
import { figuresOf } from "@/core/tax-row";
import { figureAhead, taxInputs, taxStanding } from "@/core/tax-standing";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { logAct } from "@/db/commands/log-act";
import { publishEntities } from "@/db/commands/publish-entities";
import { lockTaxSource } from "@/db/commands/tax/tax-source";
import { listTaxSchemes } from "@/db/queries/list-tax-schemes";

/**
 * `case-older`: newer figures are known; `case-scheme`: no tax scheme was in force that day;
 * `case-person`: the text names a natural person by number; `case-inputs`: a figure is no value.
 */
export type EditTaxRefusal =
  | "no-reason"
  | "case-older"
  | "case-scheme"
  | "case-person"
  | "case-inputs"
  | "case-future";

/** Puts a single case right, with grounds: a new standing in place of the one before. */
export async function editTaxStanding(
  db: Db,
  actor: Actor,
  input: TaxEdit & { entityId: number },
  today: IsoDate,
): Promise<{ ok: true } | Forbidden | { ok: false; reason: EditTaxRefusal }> {
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
    if (grounds === "") return { ok: false, reason: "no-reason" } as const;
    if (isPersonalNumber(`${grounds} ${legalBasis ?? ""}`)) {
      return { ok: false, reason: "case-person" } as const;
    }
    if (asOf > today) return { ok: false, reason: "case-future" } as const;
    await lockTaxSource(tx, known.authorityId, asOf);
    const [current] = await tx<Current[]>`
      select id, authority_id, as_of, standing from tax_standings
      where entity_id = ${input.entityId} and superseded_by is null for update`;
    if (!current || current.authorityId !== known.authorityId) return FORBIDDEN;
    if (asOf < current.asOf) return { ok: false, reason: "case-older" } as const;
    const scheme = (await listTaxSchemes(tx, known.authorityId)).on(asOf);
    if (!scheme) return { ok: false, reason: "case-scheme" } as const;
    const frame = { asOf, legalBasis };
    const figures = figuresOf(input.cells, scheme);
    const parsed = parseInputs(taxInputs(scheme, figures, frame), scheme);
    if (!parsed.ok || figureAhead(figures, scheme, asOf)) {
      return { ok: false, reason: "case-inputs" } as const;
    }
    const rated = taxStanding(parsed.inputs, scheme, frame);
    await supersede(tx, current, {
      ...{ entityId: input.entityId, userId: actor.userId, inputs: parsed.inputs, rated },
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
    rated: ReturnType<typeof taxStanding>;
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
