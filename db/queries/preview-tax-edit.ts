import type { IsoDate } from "@/core/import-row";
import { type JudgedTaxEdit, judgeTaxEdit, type RefusedTaxEdit } from "@/core/judge-tax-edit";
import type { Actor } from "@/core/permissions";
import type { TaxEdit } from "@/core/tax-case";
import type { Db } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { listTaxSchemes } from "@/db/queries/list-tax-schemes";

/**
 * What an edit of a single case would come to now, for whoever may record it. That somebody tried is
 * written down, as a look at figures is; nothing else is.
 */
export async function previewTaxEdit(
  db: Db,
  actor: Actor,
  { entityId, ...edit }: TaxEdit & { entityId: number },
  today: IsoDate,
): Promise<JudgedTaxEdit | Forbidden | RefusedTaxEdit> {
  return db.begin(async (tx) => {
    const [current] = await tx<{ id: number; authorityId: number; asOf: IsoDate }[]>`
      select id, authority_id, as_of from tax_standings
      where entity_id = ${entityId} and superseded_by is null`;
    const authorityId = current?.authorityId ?? null;
    const subject = `tax-case:${entityId}`;
    const allowed =
      (await authorise(tx, actor, "manage-tax", authorityId, subject)) &&
      (await authorise(tx, actor, "read-tax", authorityId, `${subject}:preview`));
    if (!allowed || !current) return FORBIDDEN;
    const schemes = await listTaxSchemes(tx, current.authorityId);
    return judgeTaxEdit(edit, { known: current, today, schemeOn: schemes.on });
  });
}
