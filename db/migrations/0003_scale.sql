-- What filters tell apart, as words beside the words of the text (db/queries/facets.ts asks for them).
create function listing_facets(
  authority_id bigint, category text, food_standing text, goods_standing text, morton bigint
) returns text[] language sql immutable parallel safe
return array_remove(array[
  'a:' || authority_id::text,
  'c:' || category,
  'f:' || food_standing,
  'g:' || goods_standing,
  case when goods_standing is not null then 'goods' end,
  case when morton is null then 'nowhere' end,
  '4:' || (morton >> 40)::text,
  '7:' || (morton >> 34)::text,
  '10:' || (morton >> 28)::text,
  '13:' || (morton >> 22)::text
], null);
--> statement-breakpoint
CREATE TABLE "board_counts" (
	"domain" text NOT NULL,
	"placed" boolean NOT NULL,
	"authority_id" bigint NOT NULL,
	"category" text NOT NULL,
	"standing" text NOT NULL,
	"sites" integer NOT NULL,
	CONSTRAINT "board_counts_domain_placed_authority_id_category_standing_pk" PRIMARY KEY("domain","placed","authority_id","category","standing")
);
--> statement-breakpoint
CREATE TABLE "rating_days" (
	"authority_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"scheme" text NOT NULL,
	"rated_on" date NOT NULL,
	"sites" integer NOT NULL,
	CONSTRAINT "rating_days_authority_id_domain_scheme_rated_on_pk" PRIMARY KEY("authority_id","domain","scheme","rated_on")
);
--> statement-breakpoint
DROP INDEX "listings_tokens";--> statement-breakpoint
DROP INDEX "listings_authority";--> statement-breakpoint
DROP INDEX "listings_entity";--> statement-breakpoint
CREATE INDEX "listings_search" ON "listings" USING gin ("tokens",listing_facets("authority_id", "category", "food_standing", "goods_standing", "morton")) WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "listings_goods_rated" ON "listings" USING btree (coalesce("goods_rated_on", '-infinity'),"site_id") WHERE "listings"."goods_standing" is not null;--> statement-breakpoint
CREATE INDEX "site_sources_listed" ON "site_sources" USING btree ("source_id") WHERE "site_sources"."released_on" is null and "site_sources"."gone_on" is null;--> statement-breakpoint
CREATE INDEX "site_sources_gone" ON "site_sources" USING btree ("source_id") WHERE "site_sources"."released_on" is null and "site_sources"."gone_on" is not null;--> statement-breakpoint
CREATE INDEX "vocabulary_beginnings" ON "vocabulary" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "listings_authority" ON "listings" USING btree ("authority_id","name_normal","site_id");--> statement-breakpoint
CREATE INDEX "listings_entity" ON "listings" USING btree ("entity_id","name_normal","site_id") WHERE "listings"."entity_id" is not null;
--> statement-breakpoint
insert into board_counts (domain, placed, authority_id, category, standing, sites)
select domain, morton is not null as is_placed, authority_id, category, standing, count(*)
from listings
cross join lateral (values ('food', food_standing), ('goods', goods_standing))
  as of_domain (domain, standing)
where standing is not null
group by domain, is_placed, authority_id, category, standing;
--> statement-breakpoint
insert into rating_days (authority_id, domain, scheme, rated_on, sites)
select authority_id, domain, scheme, rated_on, count(*)
from listings
cross join lateral (values
  ('food', food_standing, food_scheme, food_rated_on),
  ('goods', goods_standing, goods_scheme, goods_rated_on)
) as of_domain (domain, standing, scheme, rated_on)
where standing in ('green', 'yellow', 'red') and rated_on is not null
group by authority_id, domain, scheme, rated_on;
--> statement-breakpoint
-- The same few rows are counted up and down by every publication: room beside them lets the new
-- version stay on its page, without touching an index.
alter table map_cells set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
alter table board_counts set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
alter table rating_days set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
-- A fifth of five million rows is too long to wait for the planner's figures and the visibility map.
alter table listings set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
