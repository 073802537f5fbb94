ALTER TABLE "event_counter" ADD COLUMN "revision" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "food_stale_on" date;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "goods_stale_on" date;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "next_change_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "listings_next_change" ON "listings" USING btree ("next_change_at") WHERE "listings"."next_change_at" is not null;
--> statement-breakpoint
-- The listing that each site should have, now with the days on which time alone changes it.
create or replace view listing_rows as
select
  s.id as site_id,
  s.public_id,
  coalesce(nullif(left(replace(n.normal, ' ', '-'), 60), ''), 'site') as slug,
  n.name,
  n.normal as name_normal,
  array(
    select f.name from site_names f where f.site_id = s.id and f.valid_to is not null
    order by f.valid_to desc, f.id
  ) as former_names,
  source.language,
  s.kind,
  s.category,
  a.line as address,
  a.locality,
  a.postcode,
  s.website,
  a.lat_e6,
  a.lon_e6,
  a.morton,
  a.grid_x,
  a.grid_y,
  array_to_tsvector(n.tokens) as name_tokens,
  array_to_tsvector(array(
    select unnest(n.tokens || a.tokens)
    union
    select unnest(f.tokens) from site_names f where f.site_id = s.id and f.valid_to is not null
  )) as tokens,
  source.authority_id,
  operator.entity_id,
  ending.state,
  case when ending.state <> 'open' then
    coalesce(s.closed_on, link.gone_on, food_rating.rated_on, goods_rating.rated_on)
  end as ended_on,
  link.result_pending,
  food.standing as food_standing,
  food.scheme as food_scheme,
  food.outcome as food_outcome,
  food.published as food_published,
  food.rated_on as food_rated_on,
  food.as_of as food_as_of,
  goods.standing as goods_standing,
  goods.scheme as goods_scheme,
  goods.outcome as goods_outcome,
  goods.published as goods_published,
  goods.rated_on as goods_rated_on,
  goods.as_of as goods_as_of,
  food.stale_on as food_stale_on,
  goods.stale_on as goods_stale_on,
  least(
    case when food.stale_on > today.utc then food.stale_on end,
    case when goods.stale_on > today.utc then goods.stale_on end
  )::timestamp at time zone 'UTC' as next_change_at
from sites s
cross join (select (now() at time zone 'UTC')::date as utc) today
join site_sources link on link.site_id = s.id and not link.replaced
join sources source on source.id = link.source_id
join site_names n on n.site_id = s.id and n.valid_to is null
join site_addresses a on a.site_id = s.id and a.valid_to is null
left join site_operators operator on operator.site_id = s.id and operator.valid_to is null
left join ratings food_rating on food_rating.site_id = s.id and food_rating.domain = 'food'
  and food_rating.source_id = link.source_id and food_rating.superseded_by is null
left join schemes food_scheme on food_scheme.id = food_rating.scheme_id
  and food_scheme.version = food_rating.scheme_version
left join ratings goods_rating on goods_rating.site_id = s.id and goods_rating.domain = 'goods'
  and goods_rating.source_id = link.source_id and goods_rating.superseded_by is null
left join schemes goods_scheme on goods_scheme.id = goods_rating.scheme_id
  and goods_scheme.version = goods_rating.scheme_version
cross join lateral (
  select case
    when s.state = 'closed' or 'ceased' in (food_rating.standing, goods_rating.standing)
      then 'closed'
    when link.gone_on is not null then 'gone'
    else 'open'
  end as state
) ending
left join lateral (
  select
    case
      when ending.state <> 'open' then 'ceased'
      when food_rating.id is not null then food_rating.standing
      when exists (select from inspections i where i.site_id = s.id and i.domain = 'food')
        then 'unpublished'
      else 'never'
    end as standing,
    food_rating.scheme_id || '@' || food_rating.scheme_version as scheme,
    food_rating.outcome, food_rating.published, food_rating.rated_on,
    coalesce(food_rating.source_as_of, link.first_seen_on) as as_of,
    case when ending.state = 'open' and food_rating.standing in ('green', 'yellow', 'red') then
      (food_rating.rated_on + make_interval(
        months => (food_scheme.document->>'staleAfterMonths')::int))::date + 1
    end as stale_on
  where food_rating.id is not null or source.domain = 'food'
) food on true
left join lateral (
  select
    case
      when ending.state <> 'open' then 'ceased'
      when goods_rating.id is not null then goods_rating.standing
      when exists (select from inspections i where i.site_id = s.id and i.domain = 'goods')
        then 'unpublished'
      else 'never'
    end as standing,
    goods_rating.scheme_id || '@' || goods_rating.scheme_version as scheme,
    goods_rating.outcome, goods_rating.published, goods_rating.rated_on,
    coalesce(goods_rating.source_as_of, link.first_seen_on) as as_of,
    case when ending.state = 'open' and goods_rating.standing in ('green', 'yellow', 'red') then
      (goods_rating.rated_on + make_interval(
        months => (goods_scheme.document->>'staleAfterMonths')::int))::date + 1
    end as stale_on
  where goods_rating.id is not null or source.domain = 'goods'
) goods on true
where s.state <> 'merged';
--> statement-breakpoint
update listings l set
  food_stale_on = r.food_stale_on,
  goods_stale_on = r.goods_stale_on,
  next_change_at = r.next_change_at
from listing_rows r
where r.site_id = l.site_id and num_nonnulls(r.food_stale_on, r.goods_stale_on) > 0;
