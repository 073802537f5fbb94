import { type DueFacts, dueOf } from "@/core/due";
import type { SiteDomain } from "@/core/standing";
import type { Tx } from "@/db/client";
import { sendInOrder } from "@/db/send-in-order";

const BATCH = 5000;

/**
 * Any number that no other advisory lock of Placard uses. Who brings worklists in line holds it
 * shared, so that `buildWorklist` knows whom it has to let end first; nobody waits for it.
 */
export const WORKLIST_LOCK = 7_265_014;

/**
 * Brings the worklists in line with the records of some sites, or of those in the temporary table
 * `touched (site_id)`. `publish` does it for what it touches; who changes a task or a risk category
 * without publishing calls it at the end.
 */
export async function refreshDueVisits(
  tx: Tx,
  sites: readonly number[] | "touched",
): Promise<void> {
  const [, [kept]] = await sendInOrder([
    tx`select pg_advisory_xact_lock_shared(${WORKLIST_LOCK})`,
    tx`select from due_authorities limit 1`,
  ]);
  if (!kept) return;
  if (sites !== "touched") return refreshDueBatch(tx, sites);
  for (let last = 0; ; ) {
    const batch = await tx<{ siteId: number }[]>`
      select site_id from touched where site_id > ${last} order by site_id limit ${BATCH}`;
    await refreshDueBatch(
      tx,
      batch.map(({ siteId }) => siteId),
    );
    last = batch.at(-1)?.siteId ?? last;
    if (batch.length < BATCH) return;
  }
}

interface FactsRow extends Omit<DueFacts, "tasks"> {
  siteId: number;
  domain: SiteDomain;
  authorityId: number;
  areaId: number | null;
  tasks: DueFacts["tasks"] | null;
}

/** The same for a batch of sites, at authorities that keep a worklist. */
export async function refreshDueBatch(tx: Tx, siteIds: readonly number[]): Promise<void> {
  if (siteIds.length === 0) return;
  const ids = siteIds as number[];
  // Who refreshes a site reads its records only once the one before has committed.
  const [, rows] = await sendInOrder([
    tx`
      select from due_visits where site_id = any(${ids}::bigint[])
      order by site_id, domain for update`,
    listFacts(tx, ids),
  ]);
  const due = rows.map((row) => dueOf({ ...row, tasks: row.tasks ?? [] }));
  await tx`
    with wanted as (
      select * from unnest(
        ${rows.map((row) => row.siteId)}::bigint[], ${rows.map((row) => row.domain)}::text[],
        ${rows.map((row) => row.authorityId)}::bigint[],
        ${rows.map((row) => row.areaId) as number[]}::bigint[],
        ${due.map((one) => one?.reasons[0] ?? null) as string[]}::text[],
        ${due.map((one) => one?.dueOn ?? "infinity")}::date[],
        ${due.map((one) => one?.reasons.join(" ") ?? "")}::text[]
      ) as wanted (site_id, domain, authority_id, area_id, reason, due_on, reasons)
    ), dropped as (
      delete from due_visits d
      where d.site_id = any(${ids}::bigint[]) and not exists (
        select from wanted where wanted.site_id = d.site_id and wanted.domain = d.domain)
    )
    insert into due_visits (site_id, domain, authority_id, area_id, reason, due_on, reasons)
    select site_id, domain, authority_id, area_id, reason, due_on, string_to_array(reasons, ' ')
    from wanted order by site_id, domain
    on conflict (site_id, domain) do update set
      authority_id = excluded.authority_id, area_id = excluded.area_id,
      reason = excluded.reason, due_on = excluded.due_on, reasons = excluded.reasons
    where due_visits.* is distinct from excluded.*`;
}

/** What decides when sites are due, in the domains of authorities that keep a worklist. */
function listFacts(tx: Tx, siteIds: number[]) {
  return tx<FactsRow[]>`
    -- Read once a statement: a scheme's document is long.
    with intervals as materialized (
      select id || '@' || version as scheme, (document->>'staleAfterMonths')::int as months
      from schemes
    )
    select competent.site_id, competent.domain, competent.authority_id, area.id as area_id,
      listed.standing, listed.rated_on, listed.as_of, category.months as risk_months,
      intervals.months as scheme_months, open_tasks.tasks
    from site_authorities competent
    join due_authorities kept on kept.authority_id = competent.authority_id
    join listings l on l.site_id = competent.site_id
    cross join lateral (
      select case when l.state = 'open' then l.food_standing else 'ceased' end as standing,
        l.food_rated_on as rated_on, coalesce(l.food_as_of, l.goods_as_of) as as_of,
        l.food_scheme as scheme
      where competent.domain = 'food'
      union all
      select case when l.state = 'open' then l.goods_standing else 'ceased' end,
        l.goods_rated_on, coalesce(l.goods_as_of, l.food_as_of), l.goods_scheme
      where competent.domain = 'goods'
    ) listed
    left join intervals on intervals.scheme = listed.scheme
    left join site_risks risk on risk.site_id = competent.site_id
      and risk.domain = competent.domain and risk.authority_id = competent.authority_id
      and risk.valid_to is null
    left join risk_categories category on category.authority_id = risk.authority_id
      and category.domain = risk.domain and category.code = risk.code
    left join lateral (
      select jsonb_agg(jsonb_build_object('reason', t.reason, 'dueOn', t.due_on)) as tasks
      from tasks t
      -- Whoever is competent now has to do what another authority has left.
      where t.site_id = competent.site_id and t.domain = competent.domain and t.done_at is null
    ) open_tasks on true
    left join lateral ${areaOf(tx)} area on true
    where competent.site_id = any(${siteIds}::bigint[]) and competent.valid_to is null`;
}

/** Brings the areas of an authority's worklist in line, once they are others. */
export async function refreshAreas(tx: Tx, authorityId: number): Promise<void> {
  await tx`set local statement_timeout = '10min'`;
  // A list that is being made is not given the areas of before in the meantime.
  await tx`select from due_authorities where authority_id = ${authorityId} for update`;
  await tx`
    update due_visits d set area_id = wanted.area_id
    from (
      select competent.site_id, competent.domain, area.id as area_id
      from due_visits competent join listings l on l.site_id = competent.site_id
      left join lateral ${areaOf(tx)} area on true
      where competent.authority_id = ${authorityId}
    ) wanted
    where d.site_id = wanted.site_id and d.domain = wanted.domain
      and d.area_id is distinct from wanted.area_id`;
}

/**
 * The one area that a listing `l` of the authority of `competent` lies in: the one whose postcodes
 * say the most about it, else the one that names its locality.
 */
function areaOf(tx: Tx) {
  return tx`(
    select a.id from areas a
    cross join lateral (
      select max(length(beginning)) as length from unnest(a.postcodes) beginning
      where starts_with(replace(upper(l.postcode), ' ', ''), beginning)
    ) matched
    where a.authority_id = competent.authority_id and a.removed_at is null
      and (matched.length is not null
        or lower(l.locality) in (select lower(one) from unnest(a.localities) one))
    order by matched.length desc nulls last, a.name limit 1
  )`;
}
