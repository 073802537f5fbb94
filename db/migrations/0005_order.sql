DROP INDEX "listings_search";--> statement-breakpoint
DROP INDEX "listings_morton";--> statement-breakpoint
drop function listing_facets(bigint, text, text, text, bigint);--> statement-breakpoint
ALTER TABLE "listings" ALTER COLUMN "name_normal" SET DATA TYPE text COLLATE "C";
--> statement-breakpoint
-- A number that never falls in the order of names: of an ASCII letter and what follows it, else of
-- sixteen neighbouring characters.
create function name_stretch(name_normal text) returns int language sql immutable parallel safe
return case when ascii(name_normal) < 128
  then ascii(name_normal) * 128 + least(ascii(substr(name_normal, 2, 1)), 127)
  else 16384 + (ascii(name_normal) >> 4)
end;
--> statement-breakpoint
-- Months since 1949, 0 for no day.
create function month_number(day date) returns int language sql immutable parallel safe
return coalesce((extract(year from day) * 12 + extract(month from day))::int - 23400, 0);
--> statement-breakpoint
-- What filters tell apart, and where in the orders of names and days a listing stands, as words
-- beside the words of the text (db/queries/facets.ts asks for them). Stretches of an order are
-- facets of three sizes, so that any stretch is covered by few.
create function listing_facets(
  authority_id bigint, category text, food_standing text, goods_standing text, morton bigint,
  name_normal text, food_rated_on date, goods_rated_on date
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
  '13:' || (morton >> 22)::text,
  'n10:' || (name_stretch(name_normal) >> 10)::text,
  'n5:' || (name_stretch(name_normal) >> 5)::text,
  'n0:' || name_stretch(name_normal)::text,
  'f6:' || (month_number(food_rated_on) >> 6)::text,
  'f3:' || (month_number(food_rated_on) >> 3)::text,
  'f0:' || month_number(food_rated_on)::text,
  'g6:' || (month_number(goods_rated_on) >> 6)::text,
  'g3:' || (month_number(goods_rated_on) >> 3)::text,
  'g0:' || month_number(goods_rated_on)::text
], null);
--> statement-breakpoint
CREATE INDEX "listings_search" ON "listings" USING gin ("tokens","name_tokens",listing_facets("authority_id", "category", "food_standing", "goods_standing", "morton", "name_normal", "food_rated_on", "goods_rated_on")) WITH (fastupdate=false);
--> statement-breakpoint
CREATE INDEX "listings_morton" ON "listings" USING btree ("morton","site_id","category","food_standing","goods_standing","authority_id","food_rated_on","goods_rated_on","name_normal");
--> statement-breakpoint
-- The day a rating turns stale instead of its scheme: the one rule is that of the listings.
DROP TABLE "rating_days";
--> statement-breakpoint
CREATE TABLE "rating_days" (
	"authority_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"stale_on" date NOT NULL,
	"rated_on" date NOT NULL,
	"sites" integer NOT NULL,
	CONSTRAINT "rating_days_authority_id_domain_stale_on_rated_on_pk" PRIMARY KEY("authority_id","domain","stale_on","rated_on")
);
--> statement-breakpoint
alter table rating_days set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
insert into rating_days (authority_id, domain, stale_on, rated_on, sites)
select authority_id, domain, coalesce(stale_on, 'infinity'), rated_on, count(*)
from listings
cross join lateral (values
  ('food', food_standing, food_stale_on, food_rated_on),
  ('goods', goods_standing, goods_stale_on, goods_rated_on)
) as of_domain (domain, standing, stale_on, rated_on)
where standing in ('green', 'yellow', 'red') and rated_on is not null
group by authority_id, domain, stale_on, rated_on;
--> statement-breakpoint
analyze listings;
