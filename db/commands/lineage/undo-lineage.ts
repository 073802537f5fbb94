import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { publishThese, takeForm } from "@/db/commands/lineage/merge-entities";
import { publishSites } from "@/db/commands/lineage/merge-sites";
import { moveBack, moveOfEntity } from "@/db/commands/lineage/move-of-entity";
import {
  holdTaxFeeds,
  type Lineage,
  type LineageRefused,
  lineageRefused,
  listMoves,
  lockLineage,
  markUndone,
} from "@/db/commands/lineage/record-lineage";
import { lockWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { logAct } from "@/db/commands/log-act";

/**
 * Undoes a merger, a split or a move: both are again what they were, the newest act first. What a
 * split made is merged back, since no public id is ever taken away. The act and its undoing stay on
 * record.
 */
export async function undoLineage(
  db: Db,
  actor: Actor,
  input: { lineageId: number; reason: string },
): Promise<{ ok: true } | Forbidden | LineageRefused> {
  return db.begin(async (tx) => {
    await holdTaxFeeds(tx);
    await lockWhoIsWho(tx);
    if (!(await mayUndo(tx, actor, input.lineageId))) return FORBIDDEN;
    const act = await lockLineage(tx, input.lineageId);
    if ("ok" in act) return act;
    const refused =
      act.fromEntity === null ? await undoOfSites(tx, act) : await undoOfEntities(tx, act);
    if (refused) return refused;
    await markUndone(tx, act.id, { userId: actor.userId, reason: input.reason });
    const { fromSite, toSite, fromEntity, toEntity } = act;
    if (fromEntity !== null) await publishThese(tx, [fromEntity, toEntity as number]);
    else await publishSites(tx, [fromSite as number, toSite as number]);
    return { ok: true } as const;
  });
}

async function mayUndo(tx: Tx, actor: Actor, lineageId: number): Promise<boolean> {
  const subject = `lineage:${lineageId}`;
  const [act] = await tx<{ ofSites: boolean; authorityId: number | null }[]>`
    select act.from_site is not null as of_sites, (
      select a.authority_id from site_authorities a
      where a.site_id = act.from_site and a.valid_to is null order by a.domain limit 1
    ) as authority_id
    from lineage act where act.id = ${lineageId}`;
  const action = act?.ofSites === false ? "merge-entities" : "merge-sites";
  const allowed = await authorise(tx, actor, action, act?.authorityId ?? null, subject);
  if (allowed && act?.authorityId) await logAct(tx, actor, action, act.authorityId, subject);
  return allowed;
}

async function undoOfEntities(tx: Tx, act: Lineage): Promise<LineageRefused | null> {
  const [from, to] = [act.fromEntity as number, act.toEntity as number];
  if (act.kind === "split") {
    const [standing] = await tx`
      select from tax_standings where entity_id = ${to} and superseded_by is null limit 1`;
    if (standing) return lineageRefused("tax-standing");
    const [apart] = await tx`
      select from legal_entities a join legal_entities b on b.id = ${to}
      where a.id = ${from} and is_legal_person(a.legal_form) <> is_legal_person(b.legal_form)
        and num_nulls(a.legal_form, b.legal_form) = 0`;
    if (apart) return lineageRefused("forms-differ");
    await takeForm(tx, { from: to, to: from });
    // What it has got since goes back, too.
    await moveOfEntity(tx, { from: to, to: from, lineageId: act.id });
    await tx`
      update legal_entities set state = 'merged', merged_into = ${from} where id = ${to}`;
    return null;
  }
  const [before] = await listMoves<{ state: string; tookForm: boolean }>(tx, act.id, "before");
  await moveBack(tx, { from, to, lineageId: act.id });
  if (before?.tookForm) {
    await tx`
      update legal_entities t set legal_form = null, legal_form_source_id = null,
        legal_form_as_of = null
      from legal_entities f
      where t.id = ${to} and f.id = ${from}
        -- Not what somebody has said of it since, nor what rests on it.
        and (t.legal_form, t.legal_form_source_id, t.legal_form_as_of)
          is not distinct from (f.legal_form, f.legal_form_source_id, f.legal_form_as_of)
        and not exists (
          select from tax_standings s where s.entity_id = ${to} and s.superseded_by is null)
        and not exists (select from register_entries entry where entry.entity_id = ${to})`;
  }
  await tx`
    update legal_entities set state = ${before?.state ?? "active"}, merged_into = null
    where id = ${from}`;
  return null;
}

async function undoOfSites(tx: Tx, act: Lineage): Promise<LineageRefused | null> {
  const [from, to] = [act.fromSite as number, act.toSite as number];
  if (act.kind === "split") {
    const [open] = await tx`
      select from visits where site_id = ${to} and state in ('draft', 'submitted', 'awaiting')
      limit 1`;
    if (open) return lineageRefused("open-visit");
    await tx`update sites set state = 'merged', merged_into = ${from} where id = ${to}`;
    return null;
  }
  const [before] = await listMoves<{ state: string; closedOn?: IsoDate | null }>(
    tx,
    act.id,
    "before",
  );
  if (act.kind === "moved") {
    await tx`
      update sites set state = ${before?.state ?? "open"}, closed_on = ${before?.closedOn ?? null}
      where id = ${from}`;
    return null;
  }
  await tx`
    update register_entries e set site_id = ${from}
    from lineage_moves m
    where m.lineage_id = ${act.id} and m.what = 'entry' and e.site_id = ${to}
      and e.id = (m.item ->> 'id')::uuid`;
  await tx`
    update site_links l set site_id = ${from}
    from lineage_moves m
    where m.lineage_id = ${act.id} and m.what = 'link' and l.site_id = ${to}
      and l.link = m.item ->> 'link'
      and l.valid_to is not distinct from (m.item ->> 'validTo')::date`;
  await tx`
    update sites set merged_into = null,
      -- A source may have closed it in the meantime.
      state = case when closed_on is not null then 'closed' else ${before?.state ?? "open"} end
    where id = ${from}`;
  return null;
}
