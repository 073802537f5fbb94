import type { Tx } from "@/db/client";

/**
 * Statements that move what is counted wherever sites are, by the difference between the temporary table
 * `listed_before` and `listing_changes`: sites by authority, category and standing,
 * and ratings by day, those of tax apart: they are no authority's work at sites. Rows are taken in one order, so two publications never wait for each other.
 */
export function moveBoardCounts(tx: Tx) {
  return [
    tx`
    insert into board_counts (domain, placed, authority_id, category, standing, sites)
    select domain, morton is not null as is_placed, authority_id, category, standing, sum(sign)
    from (${differences(tx)}) changed
    group by domain, is_placed, authority_id, category, standing
    having sum(sign) <> 0
    order by domain, is_placed, authority_id, category, standing
    on conflict (domain, placed, authority_id, category, standing)
      do update set sites = board_counts.sites + excluded.sites`,
    tx`
    delete from board_counts where sites = 0 and (domain, placed, authority_id, category, standing) in (
      select domain, morton is not null, authority_id, category, standing
      from (${differences(tx)}) changed where sign < 0)`,
    tx`
    insert into rating_days (authority_id, domain, stale_on, rated_on, sites)
    select authority_id, domain, stale_on, rated_on, sum(sign)
    from (${differences(tx)}) changed
    where ${isDated(tx)}
    group by authority_id, domain, stale_on, rated_on
    having sum(sign) <> 0
    order by authority_id, domain, stale_on, rated_on
    on conflict (authority_id, domain, stale_on, rated_on)
      do update set sites = rating_days.sites + excluded.sites`,
    tx`
    delete from rating_days where sites = 0 and (authority_id, domain, stale_on, rated_on) in (
      select authority_id, domain, stale_on, rated_on from (${differences(tx)}) changed
      where sign < 0 and ${isDated(tx)})`,
  ];
}

function isDated(tx: Tx) {
  return tx`standing in ('green', 'yellow', 'red') and rated_on is not null`;
}

function differences(tx: Tx) {
  const columns = tx`authority_id, category, morton, food_standing, food_stale_on, food_rated_on,
    goods_standing, goods_stale_on, goods_rated_on, tax_standing`;
  return tx`
    select sign, authority_id, category, morton, domain, standing,
      coalesce(stale_on, 'infinity') as stale_on, rated_on
    from (
      select ${columns}, -1 as sign from listed_before where site_id in (select site_id from listing_changes)
      union all
      select ${columns}, 1 from listing_changes
    ) rows
    cross join lateral (values
      ('food', food_standing, food_stale_on, food_rated_on),
      ('goods', goods_standing, goods_stale_on, goods_rated_on),
      ('tax', tax_standing, null, null)
    ) as of_domain (domain, standing, stale_on, rated_on)
    where standing is not null`;
}
