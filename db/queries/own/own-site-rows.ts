import type { IsoDate } from "@/core/import-row";
import type { OwnSiteItem, PendingVisit } from "@/core/own-standing";
import type { Tx } from "@/db/client";
import { listingColumns, toListing } from "@/db/queries/listing-row";

export interface OwnSiteRow extends Record<string, unknown> {
  siteId: number;
  /** By which rows are in order: where something is to be done first, then by name. */
  place: string;
  dueOn: IsoDate | null;
  pending: PendingVisit[];
}

/** Places of the board with what is pending and due at each, for a query's `where` and order to end. */
export function ownSiteRows(tx: Tx) {
  return tx`
    select ${listingColumns(tx)}, due.due_on, coalesce(waiting.visits, '[]') as pending,
      ${place(tx)} as place
    ${ownSitesFrom(tx)}`;
}

/** Whether whoever runs it has something to do at a place of `ownSitesFrom`. */
export function hasToDo(tx: Tx) {
  return tx`${place(tx)} < '2'`;
}

/**
 * What is to be put right by a day comes first, then results that are not green (`callOf` in
 * core/own-standing); after these what the authority has to do: what is pending, and results that
 * are older than their scheme intends.
 */
export function place(tx: Tx) {
  return tx`(case
    when due.due_on is not null then '0' || to_char(due.due_on, 'YYYY-MM-DD')
    when l.food_standing in ('yellow', 'red') or l.goods_standing in ('yellow', 'red') then '1'
    when waiting.visits is not null then '2'
    when least(l.food_stale_on, l.goods_stale_on) <= (now() at time zone 'UTC')::date then '3'
    else '4'
  end || ' ' || l.name_normal) collate "C"`;
}

/** Places of the board with what is pending and due at each. */
export function ownSitesFrom(tx: Tx) {
  return tx`
    from listings l
    join authorities authority on authority.id = l.authority_id
    left join lateral (
      select min(t.due_on) as due_on from tasks t
      where t.site_id = l.site_id and t.done_at is null and t.reason = 'follow-up'
    ) due on true
    left join lateral (
      select jsonb_agg(to_jsonb(p) order by p."visitedOn" desc) as visits
      from (${pendingVisits(tx)} and v.site_id = l.site_id) p
    ) waiting on true`;
}

/**
 * Visits whose result is still to come. One that was given back to its inspector is being confirmed
 * as before, and a draft that was never handed in is nobody's business.
 */
export function pendingVisits(tx: Tx) {
  return tx`
    select v.domain, v.visited_on as "visitedOn",
      case when v.state = 'submitted' then 'scheduled' else 'confirming' end as state,
      case when v.state = 'submitted' then (v.publish_at at time zone 'UTC')::date end as "publishOn"
    from visits v
    where v.submitted_at is not null and v.state in ('draft', 'submitted', 'awaiting')
      and v.visited_on is not null`;
}

export function toOwnSite(row: OwnSiteRow): OwnSiteItem {
  return { listing: toListing(row), pending: row.pending, dueOn: row.dueOn };
}
