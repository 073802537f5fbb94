import type { Touched } from "@/core/publication";
import type { Tx } from "@/db/client";
import { announce } from "@/db/commands/announce";
import { contentHash, takePositions } from "@/db/commands/event-log";
import { askColumns, inARow } from "@/db/commands/listing-columns";
import { moveBoardCounts } from "@/db/commands/move-board-counts";
import { refreshDueVisits } from "@/db/commands/refresh-due-visits";
import { sendInOrder } from "@/db/send-in-order";

/**
 * The one door to the public read model: brings the listings of the sites in the temporary table
 * `touched (site_id)` in line with their records, moves the map's counts by the difference, logs
 * what changed and tells every reader. The record of a site may change without its listing, as when
 * an older result is withdrawn: pages that show the record are told of it too. One visit and a bulk
 * load go through the same statements. Returns how many listings changed. Call it last in the
 * transaction: it takes the event positions, whose lock is held until the commit.
 */
export async function publish(tx: Tx): Promise<number> {
  const changed = await refreshListings(tx);
  await refreshDueVisits(tx, "touched");
  if (changed > 0) {
    const counts = [...moveMapCounts(tx), ...moveBoardCounts(tx)];
    await sendInOrder([...counts, learnWords(tx), logEvents(tx)]);
  }
  const [some, sources, touched] = await sendInOrder([
    tx`select from touched limit ${TOUCHED_MAX + 1}`,
    listChangedSources(tx),
    listTouched(tx),
  ]);
  const isFew = some.length <= TOUCHED_MAX;
  if (isFew) await logRecords(tx);
  const isNarrow = isFew && sources.length === 0 && touched.every(({ stayed }) => stayed);
  await announce(tx, isNarrow ? touched.map(({ stayed, ...one }) => one) : null);
  await tx`drop table touched, listed_before, listing_changes`;
  return changed;
}

/**
 * Makes the read model anew from the records. Listings and map counts come out as `publish` kept
 * them; the vocabulary loses the words that nothing uses any more.
 */
export async function rebuild(tx: Tx): Promise<number> {
  await tx`lock table listings, map_cells, board_counts, rating_days in exclusive mode`;
  await tx`truncate listings, map_cells, board_counts, rating_days, vocabulary`;
  await tx`create temp table touched on commit drop as select id as site_id from sites`;
  const listed = await refreshListings(tx);
  await refreshDueVisits(tx, "touched");
  await sendInOrder([...moveMapCounts(tx), ...moveBoardCounts(tx), learnWords(tx)]);
  await announce(tx, null);
  await tx`drop table touched, listed_before, listing_changes`;
  return listed;
}

/** A change of more sites than this is announced as one that touches everything. */
const TOUCHED_MAX = 25;

/** What of whole sources this transaction wrote, such as their day, which many pages say. */
function listChangedSources(tx: Tx) {
  return tx`select from sources where xmin = pg_current_xact_id()::xid limit 1`;
}

/**
 * Whose listing or record changed, for readers to tell which of their answers it concerns, as far as
 * they are told. One that has not `stayed` may concern any: it is new, has moved or has ended.
 */
function listTouched(tx: Tx) {
  return tx<(Touched & { stayed: boolean })[]>`
    select l.public_id as site, authority.slug as authority, l.morton, l.category,
      tsvector_to_array(l.tokens) as tokens,
      coalesce(
        (old.name_normal, old.tokens, old.category, old.morton, old.entity_id, old.authority_id,
          old.state, old.food_standing is null, old.goods_standing is null, old.tax_standing is null)
        is not distinct from
        (l.name_normal, l.tokens, l.category, l.morton, l.entity_id, l.authority_id,
          l.state, l.food_standing is null, l.goods_standing is null, l.tax_standing is null), false) as stayed
    from (select site_id from touched limit ${TOUCHED_MAX}) touched
    left join listed_before old using (site_id)
    left join listings l using (site_id)
    left join authorities authority on authority.id = l.authority_id
    where num_nonnulls(old.site_id, l.site_id) > 0`;
}

async function refreshListings(tx: Tx): Promise<number> {
  const manyAsked = tx`
    select from touched, pg_class where pg_class.oid = 'sites'::regclass
    group by reltuples having count(*) > greatest(${FEW}, reltuples * ${SHARE})`;
  // A tax standing that is published just now waits for the new operator of a site, or is seen here.
  const operators = tx`
    select from entity_listings entity where entity.entity_id in (
      select operator.entity_id from touched
      join site_operators operator on operator.site_id = touched.site_id and operator.valid_to is null
      left join listings l on l.site_id = touched.site_id
      where l.entity_id is distinct from operator.entity_id
    ) order by entity.entity_id for share`;
  // Two publications of one site follow each other; the order of locks is everywhere the same.
  const before = tx`
    create temp table listed_before on commit drop as
    select old.* from (select site_id from touched order by site_id) t
    cross join lateral (
      select * from listings l where l.site_id = t.site_id offset 0 for update
    ) old`;
  const changes = tx`
    create temp table listing_changes on commit drop as
    select ${counted(tx)} from listings with no data`;
  const [columns, [many]] = await sendInOrder([
    askColumns(tx, "listings", "site_id"),
    manyAsked,
    tx`analyze touched`,
    operators,
    before,
    changes,
  ]);
  const list = inARow(tx, columns);
  const written = tx`
    with written as (
      insert into listings (site_id, ${list})
      select listing_rows.site_id, ${list} from ${touchedRows(tx, many !== undefined)}
      on conflict (site_id) do update set (${list}) = row(${inARow(tx, columns, "excluded")})
      where listings.* is distinct from excluded.*
      returning ${counted(tx)}
    )
    insert into listing_changes select * from written`;
  const gone = tx`
    with gone as (
      delete from listings where site_id in (
        select before.site_id from listed_before before
        cross join lateral (
          select from sites s where s.id = before.site_id and s.state = 'merged' offset 0
        ) merged
      )
      returning site_id
    )
    insert into listing_changes (site_id) select site_id from gone`;
  const [changed, withdrawn] = await sendInOrder([
    written,
    gone,
    tx`analyze listing_changes (site_id)`,
  ]);
  return changed.count + withdrawn.count;
}

/**
 * What is counted of a listing. Kept with the changes, since finding so many rows of a large board
 * again takes longer than writing them down; all empty where the listing was withdrawn.
 */
function counted(tx: Tx) {
  return tx`site_id, authority_id, category, morton, lat_e6, lon_e6, tokens,
    food_standing, food_scheme, food_rated_on, food_stale_on,
    goods_standing, goods_scheme, goods_rated_on, goods_stale_on, tax_standing`;
}

/** So many sites, or such a share of all, are looked up one by one sooner than all are joined. */
const FEW = 2000;
const SHARE = 0.3;

/** What the listings of the touched sites should be; a view so wide is planned as a whole otherwise. */
function touchedRows(tx: Tx, many: boolean) {
  return many
    ? tx`listing_rows where site_id in (select site_id from touched)`
    : tx`touched cross join lateral (
        select r.* from listing_rows r where r.site_id = touched.site_id offset 0
      ) listing_rows`;
}

/** Counts change by the difference between the old rows and the new ones, deepest level first. */
function moveMapCounts(tx: Tx) {
  const moved = tx`
    create temp table emptied_cells on commit drop as
    with contributions as (
      select food_standing, goods_standing, tax_standing, category, morton, lat_e6, lon_e6, -1 as sign
      from listed_before where site_id in (select site_id from listing_changes)
      union all
      select food_standing, goods_standing, tax_standing, category, morton, lat_e6, lon_e6, 1
      from listing_changes
    ), deepest as (
      select
        domain, morton >> 20 as cell, category,
        coalesce(sum(sign) filter (where standing = 'green'), 0)::int as green,
        coalesce(sum(sign) filter (where standing = 'yellow'), 0)::int as yellow,
        coalesce(sum(sign) filter (where standing = 'red'), 0)::int as red,
        coalesce(
          sum(sign) filter (where standing not in ('green', 'yellow', 'red')), 0)::int as unrated,
        -- Whole numbers below 2^53, which floats add exactly and sooner than numerics.
        sum(sign * lat_e6::float8) as lat, sum(sign * lon_e6::float8) as lon
      from contributions
      cross join lateral (
        values ('food', food_standing), ('goods', goods_standing), ('tax', tax_standing)
      ) as of_domain (domain, standing)
      where morton is not null and standing <> 'ceased'
      group by domain, cell, category
    ), moved as (
      insert into map_cells
        (domain, zoom, cell, category, green, yellow, red, unrated, sum_lat_e6, sum_lon_e6)
      select
        domain, zoom, cell >> (2 * (14 - zoom)) as at_zoom, category,
        sum(green), sum(yellow), sum(red), sum(unrated), sum(lat), sum(lon)
      from deepest cross join generate_series(3, 14) as zoom
      group by domain, zoom, at_zoom, category
      having sum(green) <> 0 or sum(yellow) <> 0 or sum(red) <> 0 or sum(unrated) <> 0
        or sum(lat) <> 0 or sum(lon) <> 0
      order by zoom desc, domain, at_zoom, category
      on conflict (domain, zoom, cell, category) do update set
        green = map_cells.green + excluded.green,
        yellow = map_cells.yellow + excluded.yellow,
        red = map_cells.red + excluded.red,
        unrated = map_cells.unrated + excluded.unrated,
        sum_lat_e6 = map_cells.sum_lat_e6 + excluded.sum_lat_e6,
        sum_lon_e6 = map_cells.sum_lon_e6 + excluded.sum_lon_e6
      returning domain, zoom, cell, category, green + yellow + red + unrated as sites
    )
    select domain, zoom, cell, category from moved where sites = 0`;
  const emptied = tx`
    delete from map_cells using emptied_cells
    where (map_cells.domain, map_cells.zoom, map_cells.cell, map_cells.category) =
      (emptied_cells.domain, emptied_cells.zoom, emptied_cells.cell, emptied_cells.category)`;
  return [moved, emptied, tx`drop table emptied_cells`];
}

/** Only words that a typing error can be measured against: letters, four or more. */
function learnWords(tx: Tx) {
  return tx`
    insert into vocabulary (word)
    select word
    from (select distinct unnest(tsvector_to_array(tokens)) as word from listing_changes) words
    where length(word) >= 4 and word !~ '[0-9\u2e80-\u9fff]'
      and not exists (select from vocabulary known where known.word = words.word offset 0)
    order by word
    on conflict do nothing`;
}

/**
 * Logs the sites whose public record changed by a visit recorded here while their listing did not:
 * the closure that it shows was confirmed, or something behind the current result came or went.
 */
async function logRecords(tx: Tx): Promise<void> {
  await tx`
    with recorded as (
      select touched.site_id from touched
      where not exists (select from listing_changes c where c.site_id = touched.site_id)
        and exists (
          select from visits where visits.site_id = touched.site_id
            and visits.inspection_id is not null and visits.xmin = pg_current_xact_id()::xid)
    ), ${takePositions(tx, "recorded")}
    insert into events (position, kind, site_id, content_hash)
    select before + row_number() over (order by l.site_id), 'recorded', l.site_id,
      ${contentHash(tx, tx`site.salt`, tx`l`)}
    from recorded join listings l using (site_id) join sites site on site.id = l.site_id
    cross join counter`;
}

function logEvents(tx: Tx) {
  return tx`
    with ${takePositions(tx, "listing_changes")}
    insert into events (position, kind, site_id, content_hash)
    select
      before + row_number() over (order by listing_changes.site_id),
      case
        when old.site_id is null then 'listed'
        when new.site_id is null then 'withdrawn'
        when old.state <> new.state then case new.state when 'open' then 'reopened' else 'ended' end
        when (old.food_as_of, old.food_standing, old.food_outcome, old.food_rated_on,
              old.goods_as_of, old.goods_standing, old.goods_outcome, old.goods_rated_on)
          is distinct from
             (new.food_as_of, new.food_standing, new.food_outcome, new.food_rated_on,
              new.goods_as_of, new.goods_standing, new.goods_outcome, new.goods_rated_on)
          then 'rated'
        when old.next_change_at is distinct from new.next_change_at then 'aged'
        else 'described'
      end,
      listing_changes.site_id,
      ${contentHash(tx, tx`site.salt`, tx`new`)}
    from listing_changes
    cross join lateral (
      select salt from sites where sites.id = listing_changes.site_id offset 0
    ) site
    left join listed_before old using (site_id)
    left join lateral (
      select l.* from listings l where l.site_id = listing_changes.site_id offset 0
    ) new on true
    cross join counter`;
}
