import type { IsoDate } from "@/core/import-row";
import type { Actor } from "@/core/permissions";
import type { SiteDomain } from "@/core/standing";
import type { Stop } from "@/core/stop";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { listCompetence } from "@/db/queries/list-competence";

/** More than anybody visits in a day. */
const PLAN_STOPS_MAX = 60;

/** Adds places to somebody's plan of a day, at its end; those that are there already stay. */
export async function planDay(
  db: Db,
  actor: Actor,
  { day, stops }: { day: IsoDate; stops: readonly Stop[] },
): Promise<
  { ok: true; added: number } | Forbidden | { ok: false; reason: "too-many" | "unknown" }
> {
  return db.begin(async (tx) => {
    const wanted: { siteId: number; domain: SiteDomain }[] = [];
    for (const { site, domain } of stops.slice(0, PLAN_STOPS_MAX + 1)) {
      const found = (await listCompetence(tx, site)).find((one) => one.domain === domain);
      if (!found) return { ok: false, reason: "unknown" } as const;
      const { siteId, authorityId } = found;
      if (!(await authorise(tx, actor, "plan-day", authorityId, `site:${siteId}`)))
        return FORBIDDEN;
      wanted.push({ siteId, domain });
    }
    const planned = await lockPlan(tx, actor, day);
    const isPlanned = (one: (typeof wanted)[number]) =>
      planned.some((stop) => stop.siteId === one.siteId && stop.domain === one.domain);
    const added = wanted.filter((one) => !isPlanned(one));
    if (planned.length + added.length > PLAN_STOPS_MAX) {
      return { ok: false, reason: "too-many" } as const;
    }
    await writePlan(tx, actor, day, [...planned, ...added]);
    return { ok: true, added: added.length } as const;
  });
}

/** A stop as it is stored. */
export interface StoredStop {
  siteId: number;
  domain: SiteDomain;
}

/** Somebody's plan of a day in its order; whoever else changes it waits for this transaction. */
export async function lockPlan(tx: Tx, actor: Actor, day: IsoDate): Promise<StoredStop[]> {
  await tx`select from users where id = ${actor.userId} for no key update`;
  return tx<StoredStop[]>`
    select site_id, domain from plan_stops
    where user_id = ${actor.userId} and planned_on = ${day} order by ordinal, site_id, domain`;
}

/** Writes a plan anew in the order given. */
export async function writePlan(
  tx: Tx,
  actor: Actor,
  day: IsoDate,
  stops: readonly StoredStop[],
): Promise<void> {
  await tx`delete from plan_stops where user_id = ${actor.userId} and planned_on = ${day}`;
  await tx`
    insert into plan_stops (user_id, planned_on, site_id, domain, ordinal)
    select ${actor.userId}, ${day}::date, site_id, domain, ordinal
    from unnest(${stops.map(({ siteId }) => siteId)}::bigint[],
      ${stops.map(({ domain }) => domain)}::text[]) with ordinality
      as stops (site_id, domain, ordinal)`;
}
