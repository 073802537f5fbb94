ALTER TABLE "listings" ADD COLUMN "tax_standing" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "tax_scheme" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "tax_outcome" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "tax_as_of" date;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_tax_standing" CHECK (tax_standing in ('green', 'yellow', 'red', 'never', 'pending', 'exempt', 'appeal', 'ceased', 'suspended', 'unpublished', 'disputed'));--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_tax_colour" CHECK (("listings"."tax_outcome" is not null) = ("listings"."tax_standing" in ('green', 'yellow', 'red')));--> statement-breakpoint
DROP INDEX "listings_search";--> statement-breakpoint
DROP INDEX "listings_morton";--> statement-breakpoint
drop function listing_facets(bigint, text, text, text, bigint, text, date, date);--> statement-breakpoint
-- What filters tell apart, as before, and the tax standing of who runs it. A site whose operator is
-- not listed has no facet of tax.
create function listing_facets(
  authority_id bigint, category text, food_standing text, goods_standing text, tax_standing text,
  morton bigint, name_normal text, food_rated_on date, goods_rated_on date, tax_as_of date
) returns text[] language sql immutable parallel safe
return array_remove(array[
  'a:' || authority_id::text,
  'c:' || category,
  'f:' || food_standing,
  'g:' || goods_standing,
  't:' || tax_standing,
  case when goods_standing is not null then 'goods' end,
  case when tax_standing is not null then 'tax' end,
  case when morton is null then 'nowhere' end,
  '4:' || (morton >> 40)::text,
  '7:' || (morton >> 34)::text,
  '10:' || (morton >> 28)::text,
  '13:' || (morton >> 22)::text,
  'n10:' || (name_stretch(name_normal) >> 10)::text,
  'n5:' || (name_stretch(name_normal) >> 5)::text,
  'n0:' || name_stretch(name_normal)::text,
  'f6:' || (month_number(food_rated_on) >> 6)::text,
  'f3:' || (month_number(food_rated_on) >> 3)::text,
  'f0:' || month_number(food_rated_on)::text,
  'g6:' || (month_number(goods_rated_on) >> 6)::text,
  'g3:' || (month_number(goods_rated_on) >> 3)::text,
  'g0:' || month_number(goods_rated_on)::text,
  case when tax_standing is not null then 't6:' || (month_number(tax_as_of) >> 6)::text end,
  case when tax_standing is not null then 't3:' || (month_number(tax_as_of) >> 3)::text end,
  case when tax_standing is not null then 't0:' || month_number(tax_as_of)::text end
], null);
--> statement-breakpoint
CREATE INDEX "listings_search" ON "listings" USING gin ("tokens","name_tokens",listing_facets("authority_id", "category", "food_standing", "goods_standing", "tax_standing", "morton", "name_normal", "food_rated_on", "goods_rated_on", "tax_as_of")) WITH (fastupdate=false);
--> statement-breakpoint
CREATE INDEX "listings_morton" ON "listings" USING btree ("morton","site_id","category","food_standing","goods_standing","tax_standing","authority_id","food_rated_on","goods_rated_on","tax_as_of","name_normal");
--> statement-breakpoint
CREATE INDEX "listings_tax_dated" ON "listings" USING btree (coalesce("tax_as_of", '-infinity'),"site_id") WHERE "listings"."tax_standing" is not null;
--> statement-breakpoint
-- The listing that each site should have, now with the tax standing of who runs it, where that is a
-- listed legal entity. Food and goods are told alike: the text of one is made once for both, and
-- joined flat, so that a bulk load still joins all sites at once. Tax has nothing to do with either.
do $view$
declare
  columns text;
  joins text;
  results text;
begin
  select
    string_agg(replace($part$
  {d}.standing as {d}_standing,
  {d}.scheme as {d}_scheme,
  {d}.outcome as {d}_outcome,
  {d}.published as {d}_published,
  {d}.rated_on as {d}_rated_on,
  {d}.as_of as {d}_as_of,$part$, '{d}', domain), '' order by domain),
    string_agg(replace($part$
left join ratings {d}_source on {d}_source.site_id = s.id and {d}_source.domain = '{d}'
  and {d}_source.source_id = link.source_id and {d}_source.superseded_by is null
left join office_ratings {d}_office on {d}_office.site_id = s.id and {d}_office.domain = '{d}'
  and {d}_office.source_id <> link.source_id
cross join lateral (
  select (newest.rating).* from (
    select case
      when {d}_source.id is null
        or {d}_office.rated_on >= coalesce({d}_source.rated_on, {d}_source.source_as_of)
      then {d}_office.rating else {d}_source
    end as rating
  ) newest
) {d}_rating
left join pending_visits {d}_pending on {d}_pending.site_id = s.id and {d}_pending.domain = '{d}'
left join schemes {d}_scheme on {d}_scheme.id = {d}_rating.scheme_id
  and {d}_scheme.version = {d}_rating.scheme_version$part$, '{d}', domain), '' order by domain),
    string_agg(replace($part$
left join lateral (
  select
    case
      when ending.state <> 'open' then 'ceased'
      when {d}_pending.visited_on is not null then 'pending'
      when {d}_rating.id is not null then {d}_rating.standing
      when exists (
        select from inspections i
        where i.site_id = s.id and i.domain = '{d}' and i.superseded_by is null
      )
        then 'unpublished'
      else 'never'
    end as standing,
    case when {d}_pending.visited_on is null
      then {d}_rating.scheme_id || '@' || {d}_rating.scheme_version end as scheme,
    case when {d}_pending.visited_on is null then {d}_rating.outcome end as outcome,
    case when {d}_pending.visited_on is null then {d}_rating.published end as published,
    coalesce({d}_pending.visited_on, {d}_rating.rated_on) as rated_on,
    coalesce({d}_pending.visited_on, {d}_rating.source_as_of, link.first_seen_on) as as_of,
    case when ending.state = 'open' and {d}_pending.visited_on is null
      and {d}_rating.standing in ('green', 'yellow', 'red') then
      ({d}_rating.rated_on + make_interval(
        months => ({d}_scheme.document->>'staleAfterMonths')::int))::date + 1
    end as stale_on
  where {d}_rating.id is not null or {d}_pending.visited_on is not null
    or source.domain = '{d}'
) {d} on true$part$, '{d}', domain), '' order by domain)
  into columns, joins, results
  from unnest(array['food', 'goods']) as domain;

  execute 'create or replace view listing_rows as' || $part$
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
  link.result_pending,$part$ || columns || $part$
  food.stale_on as food_stale_on,
  goods.stale_on as goods_stale_on,
  least(
    case when food.stale_on > today.utc then food.stale_on end,
    case when goods.stale_on > today.utc then goods.stale_on end
  )::timestamp at time zone 'UTC' as next_change_at,
  case when ending.state = 'open' then entity.tax_standing
    when entity.entity_id is not null then 'ceased' end as tax_standing,
  case when ending.state = 'open' and entity.tax_standing <> 'unpublished'
    then entity.tax_scheme end as tax_scheme,
  case when ending.state = 'open' then entity.tax_outcome end as tax_outcome,
  case when ending.state = 'open' and entity.tax_standing <> 'unpublished'
    then entity.tax_as_of end as tax_as_of
from sites s
cross join (select (now() at time zone 'UTC')::date as utc) today
join site_sources link on link.site_id = s.id and not link.replaced
join sources source on source.id = link.source_id
join site_names n on n.site_id = s.id and n.valid_to is null
join site_addresses a on a.site_id = s.id and a.valid_to is null
left join site_operators operator on operator.site_id = s.id and operator.valid_to is null
left join entity_listings entity on entity.entity_id = operator.entity_id$part$ || joins || $part$
cross join lateral (
  select case
    when s.state = 'closed' or 'ceased' in (food_rating.standing, goods_rating.standing)
      then 'closed'
    when link.gone_on is not null then 'gone'
    else 'open'
  end as state
) ending$part$ || results || $part$
where s.state <> 'merged'$part$;
end $view$;
--> statement-breakpoint
analyze listings;
