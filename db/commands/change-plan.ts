import type { IsoDate } from "@/core/import-row";
import { type Actor, mayAnywhere } from "@/core/permissions";
import type { PlanChange } from "@/core/plan-change";
import { routeOrder } from "@/core/route-order";
import type { Stop } from "@/core/stop";
import type { Db, Tx } from "@/db/client";
import { authorise, FORBIDDEN, type Forbidden } from "@/db/commands/authorise";
import { lockPlan, type StoredStop, writePlan } from "@/db/commands/plan-day";

/**
 * Changes somebody's own plan of a day. A stop that is not there any more changes nothing. Nothing
 * but one's own plan can be named, so it is asked whether they plan anywhere at all.
 */
export async function changePlan(
  db: Db,
  actor: Actor,
  { day, change, stop }: { day: IsoDate; change: PlanChange; stop: Stop | null },
): Promise<{ ok: true } | Forbidden> {
  return db.begin(async (tx) => {
    if (!mayAnywhere(actor, "plan-day")) {
      await authorise(tx, actor, "plan-day", null, "plan");
      return FORBIDDEN;
    }
    const planned = await lockPlan(tx, actor, day);
    if (change === "nearest") {
      await writePlan(tx, actor, day, routeOrder(await withPositions(tx, planned)));
      return { ok: true } as const;
    }
    const [site] = stop
      ? await tx<{ id: number }[]>`select id from sites where public_id = ${stop.site}`
      : [];
    const at = planned.findIndex((one) => one.siteId === site?.id && one.domain === stop?.domain);
    const moved = planned[at];
    if (!moved) return { ok: true } as const;
    const others = planned.filter((one) => one !== moved);
    const place = Math.max(0, change === "earlier" ? at - 1 : at + 1);
    const changed = change === "remove" ? others : others.toSpliced(place, 0, moved);
    await writePlan(tx, actor, day, changed);
    return { ok: true } as const;
  });
}

async function withPositions(tx: Tx, stops: readonly StoredStop[]) {
  const rows = await tx<{ siteId: number; latE6: number; lonE6: number }[]>`
    select site_id, lat_e6, lon_e6 from listings
    where site_id = any(${stops.map(({ siteId }) => siteId)}::bigint[]) and lat_e6 is not null`;
  const bySite = new Map(
    rows.map(({ siteId, latE6, lonE6 }) => [siteId, { lat: latE6 / 1e6, lon: lonE6 / 1e6 }]),
  );
  return stops.map((stop) => ({ ...stop, position: bySite.get(stop.siteId) ?? null }));
}
