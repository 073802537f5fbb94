import type { Area } from "@/core/administration";
import type { RiskCategory } from "@/core/office-site";
import type { Db } from "@/db/client";

/** An authority's areas by name. */
export async function listAreas(db: Db, authorityId: number): Promise<Area[]> {
  return db<Area[]>`
    select a.id, a.name, a.localities, a.postcodes, (
      select count(distinct d.site_id) from due_visits d where d.area_id = a.id
    ) as sites
    from areas a where a.authority_id = ${authorityId} and a.removed_at is null
    order by a.name`;
}

/** The names of areas at some authorities, for a filter. */
export async function listAreaNames(
  db: Db,
  authorityIds: readonly number[],
): Promise<{ id: number; name: string }[]> {
  return db<{ id: number; name: string }[]>`
    select id, name from areas
    where authority_id = any(${authorityIds as number[]}::bigint[]) and removed_at is null
    order by name, id`;
}

/** An authority's risk categories, the most frequent visits first, and how many places are in each. */
export async function listRiskCategories(
  db: Db,
  authorityId: number,
): Promise<(RiskCategory & { sites: number })[]> {
  return db<(RiskCategory & { sites: number })[]>`
    select c.domain, c.code, c.label, c.months, (
      select count(*) from site_risks r
      where r.authority_id = c.authority_id and r.domain = c.domain and r.code = c.code
        and r.valid_to is null
    ) as sites
    from risk_categories c where c.authority_id = ${authorityId}
    order by c.domain, c.months, c.code`;
}
