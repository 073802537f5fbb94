import type { Actor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import {
  keepMoves,
  type LineageRefused,
  lineageRefused,
  recordLineage,
} from "@/db/commands/lineage/record-lineage";
import { lockWhoIsWho } from "@/db/commands/lineage/who-is-who";
import { logAct } from "@/db/commands/log-act";
import { publish } from "@/db/commands/publish";

/**
 * Makes two records of one place one: the public id of `from` leads to `into` from now on, whose page
 * shows the visits of both. The result that stands is that of `into`; nothing is rated anew.
 */
export async function mergeTwoSites(
  db: Db,
  actor: Actor,
  input: { from: string; into: string; reason: string },
): Promise<{ ok: true; lineageId: number } | Forbidden | LineageRefused> {
  return db.begin(async (tx) => {
    const sites = await lockSites(tx, actor, [input.from, input.into]);
    if (!sites) return FORBIDDEN;
    const [from, into] = sites;
    if (!from || !into) return lineageRefused("unknown");
    if (from.id === into.id) return lineageRefused("same");
    if (from.hasOpenVisit) return lineageRefused("open-visit");
    const lineageId = await recordLineage(tx, {
      kind: "merged",
      fromSite: from.id,
      toSite: into.id,
      fromEntity: null,
      toEntity: null,
      reason: input.reason,
      userId: actor.userId,
    });
    await keepMoves(tx, lineageId, "before", [{ state: from.state }]);
    const entries = await tx<{ id: string }[]>`
      update register_entries set site_id = ${into.id} where site_id = ${from.id} returning id`;
    await keepMoves(tx, lineageId, "entry", entries);
    const links = await tx<{ link: string; validTo: string | null }[]>`
      update site_links set site_id = ${into.id} where site_id = ${from.id} returning link, valid_to`;
    await keepMoves(tx, lineageId, "link", links);
    await tx`
      update sites set state = 'merged', merged_into = ${into.id} where id = ${from.id}`;
    await logAct(tx, actor, "merge-sites", from.authorityId, `site:${from.id}`);
    await publishSites(tx, [from.id, into.id]);
    return { ok: true, lineageId } as const;
  });
}

interface Locked {
  id: number;
  state: "open" | "closed";
  authorityId: number;
  hasOpenVisit: boolean;
}

/**
 * Sites by their public ids, locked, each null where there is none that stands; null for all where
 * the actor does not answer for each of them.
 */
export async function lockSites(
  tx: Tx,
  actor: Actor,
  publicIds: readonly string[],
): Promise<(Locked | null)[] | null> {
  await lockWhoIsWho(tx);
  const found: (Locked | null)[] = [];
  for (const publicId of publicIds) {
    const [site] = await tx<Locked[]>`
      select s.id, s.state, l.authority_id, exists (
        select from visits v
        where v.site_id = s.id and v.state in ('draft', 'submitted', 'awaiting')
      ) as has_open_visit
      from sites s join listings l on l.site_id = s.id
      where s.public_id = ${publicId} and s.state <> 'merged' for no key update of s`;
    const subject = `site:${publicId}`;
    const allowed = await authorise(tx, actor, "merge-sites", site?.authorityId ?? null, subject);
    if (!allowed) return null;
    found.push(site ?? null);
  }
  return found;
}

/** Publishes sites. */
export async function publishSites(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx`
    create temp table touched on commit drop as
    select distinct unnest(${ids}::bigint[]) as site_id`;
  await publish(tx);
}
