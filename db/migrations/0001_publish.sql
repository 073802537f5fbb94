-- Pointers to the record that took a record's place are set before that record is written.
alter table inspections add constraint inspections_superseded_by
  foreign key (superseded_by) references inspections (id) deferrable initially deferred;
--> statement-breakpoint
create sequence ratings_id_seq owned by ratings.id;
--> statement-breakpoint
alter table ratings
  alter column id set default nextval('ratings_id_seq'),
  add constraint ratings_superseded_by
    foreign key (superseded_by) references ratings (id) deferrable initially deferred;
--> statement-breakpoint
insert into event_counter (position) values (0);
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger events_append_only before update or delete or truncate on events
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger findings_append_only before update on findings
  for each statement execute function refuse_change();
--> statement-breakpoint
-- What was issued stays as issued: only the pointer to the successor may ever be set.
create function refuse_content_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) - 'superseded_by' is distinct from to_jsonb(new) - 'superseded_by' then
    raise exception 'a published % is superseded, never edited', tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger ratings_never_edited before update on ratings
  for each row execute function refuse_content_change();
--> statement-breakpoint
create trigger inspections_never_edited before update on inspections
  for each row execute function refuse_content_change();
--> statement-breakpoint
-- The listing that each site should have, derived from the records alone.
create view listing_rows as
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
  goods.as_of as goods_as_of
from sites s
join site_sources link on link.site_id = s.id and not link.replaced
join sources source on source.id = link.source_id
join site_names n on n.site_id = s.id and n.valid_to is null
join site_addresses a on a.site_id = s.id and a.valid_to is null
left join site_operators operator on operator.site_id = s.id and operator.valid_to is null
left join ratings food_rating on food_rating.site_id = s.id and food_rating.domain = 'food'
  and food_rating.source_id = link.source_id and food_rating.superseded_by is null
left join ratings goods_rating on goods_rating.site_id = s.id and goods_rating.domain = 'goods'
  and goods_rating.source_id = link.source_id and goods_rating.superseded_by is null
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
    coalesce(food_rating.source_as_of, link.first_seen_on) as as_of
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
    coalesce(goods_rating.source_as_of, link.first_seen_on) as as_of
  where goods_rating.id is not null or source.domain = 'goods'
) goods on true
where s.state <> 'merged';
