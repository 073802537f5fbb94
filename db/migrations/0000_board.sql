create extension if not exists pg_trgm;--> statement-breakpoint
CREATE TABLE "authorities" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "authorities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"language" text NOT NULL,
	"website" text,
	"email" text,
	"invented" boolean NOT NULL,
	CONSTRAINT "authorities_slug_unique" UNIQUE("slug"),
	CONSTRAINT "authorities_website" CHECK (website ~* '^https?://')
);
--> statement-breakpoint
CREATE TABLE "authority_schemes" (
	"authority_id" bigint NOT NULL,
	"scheme_id" text NOT NULL,
	"scheme_version" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "authority_schemes_authority_id_scheme_id_scheme_version_valid_from_pk" PRIMARY KEY("authority_id","scheme_id","scheme_version","valid_from")
);
--> statement-breakpoint
CREATE TABLE "entity_identifiers" (
	"entity_id" bigint NOT NULL,
	"scheme" text NOT NULL,
	"level" text NOT NULL,
	"number" text NOT NULL,
	CONSTRAINT "entity_identifiers_scheme_number_pk" PRIMARY KEY("scheme","number"),
	CONSTRAINT "entity_identifiers_level" CHECK (level in ('entity', 'establishment'))
);
--> statement-breakpoint
CREATE TABLE "event_counter" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "event_counter_only" CHECK ("event_counter"."only")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"position" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"site_id" bigint NOT NULL,
	"content_hash" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"inspection_id" bigint NOT NULL,
	"ordinal" smallint NOT NULL,
	"code" text,
	"text" text NOT NULL,
	"severity" text,
	"severity_as_published" text,
	"corrected_on_site" boolean NOT NULL,
	"action" text,
	"court_outcome" text,
	"fine" numeric,
	CONSTRAINT "findings_inspection_id_ordinal_pk" PRIMARY KEY("inspection_id","ordinal"),
	CONSTRAINT "findings_severity" CHECK (severity in ('minor', 'significant', 'crucial'))
);
--> statement-breakpoint
CREATE TABLE "import_issues" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_issues_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"line" integer,
	"key" text,
	"field" text NOT NULL,
	"value" text,
	"problem" text NOT NULL,
	"action" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"source_id" bigint,
	"format" text NOT NULL,
	"file" text NOT NULL,
	"file_hash" text,
	"as_of" date,
	"partial" boolean NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"counts" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "import_runs_state" CHECK (state in ('applied', 'unchanged', 'refused', 'held'))
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"source_id" bigint NOT NULL,
	"source_key" text NOT NULL,
	"visited_on" date NOT NULL,
	"type" text,
	"content_hash" text NOT NULL,
	"source_as_of" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"superseded_by" bigint,
	CONSTRAINT "inspections_domain" CHECK (domain in ('food', 'goods'))
);
--> statement-breakpoint
CREATE TABLE "legal_entities" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "legal_entities_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"legal_form" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"site_id" bigint PRIMARY KEY NOT NULL,
	"public_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"name_normal" text NOT NULL,
	"former_names" text[] NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"address" text,
	"locality" text,
	"postcode" text,
	"website" text,
	"lat_e6" integer,
	"lon_e6" integer,
	"morton" bigint,
	"grid_x" integer,
	"grid_y" integer,
	"name_tokens" "tsvector" NOT NULL,
	"tokens" "tsvector" NOT NULL,
	"authority_id" bigint NOT NULL,
	"entity_id" bigint,
	"state" text NOT NULL,
	"ended_on" date,
	"result_pending" boolean NOT NULL,
	"food_standing" text,
	"food_scheme" text,
	"food_outcome" text,
	"food_published" text,
	"food_rated_on" date,
	"food_as_of" date,
	"goods_standing" text,
	"goods_scheme" text,
	"goods_outcome" text,
	"goods_published" text,
	"goods_rated_on" date,
	"goods_as_of" date,
	CONSTRAINT "listings_publicId_unique" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "map_cells" (
	"domain" text NOT NULL,
	"zoom" smallint NOT NULL,
	"cell" bigint NOT NULL,
	"category" text NOT NULL,
	"green" integer NOT NULL,
	"yellow" integer NOT NULL,
	"red" integer NOT NULL,
	"unrated" integer NOT NULL,
	"sum_lat_e6" bigint NOT NULL,
	"sum_lon_e6" bigint NOT NULL,
	CONSTRAINT "map_cells_domain_zoom_cell_category_pk" PRIMARY KEY("domain","zoom","cell","category")
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"id" bigint PRIMARY KEY NOT NULL,
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"source_id" bigint NOT NULL,
	"scheme_id" text,
	"scheme_version" text,
	"visit_key" text,
	"origin" text NOT NULL,
	"published" text,
	"inputs" jsonb NOT NULL,
	"outcome" text,
	"standing" text NOT NULL,
	"rated_on" date,
	"source_as_of" date NOT NULL,
	"content_hash" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"superseded_by" bigint,
	CONSTRAINT "ratings_domain" CHECK (domain in ('food', 'goods')),
	CONSTRAINT "ratings_standing" CHECK (standing in ('green', 'yellow', 'red', 'never', 'pending', 'exempt', 'appeal', 'ceased', 'suspended', 'unpublished', 'disputed')),
	CONSTRAINT "ratings_origin" CHECK (origin in ('published', 'computed')),
	CONSTRAINT "ratings_colour_has_outcome" CHECK (("ratings"."outcome" is not null) = ("ratings"."standing" in ('green', 'yellow', 'red'))),
	CONSTRAINT "ratings_no_sentinel_date" CHECK ("ratings"."rated_on" > '1950-01-01' and "ratings"."rated_on" <= "ratings"."source_as_of" + 1)
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "replies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"text" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "schemes" (
	"id" text NOT NULL,
	"version" text NOT NULL,
	"domain" text NOT NULL,
	"hash" text NOT NULL,
	"document" jsonb NOT NULL,
	CONSTRAINT "schemes_id_version_pk" PRIMARY KEY("id","version"),
	CONSTRAINT "schemes_domain" CHECK (domain in ('food', 'goods'))
);
--> statement-breakpoint
CREATE TABLE "site_addresses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "site_addresses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"line" text,
	"locality" text,
	"postcode" text,
	"normal" text NOT NULL,
	"tokens" text[] NOT NULL,
	"lat_e6" integer,
	"lon_e6" integer,
	"morton" bigint,
	"grid_x" integer,
	"grid_y" integer,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "site_addresses_nowhere" CHECK (not ("site_addresses"."lat_e6" = 0 and "site_addresses"."lon_e6" = 0)),
	CONSTRAINT "site_addresses_position" CHECK (num_nulls("site_addresses"."lat_e6", "site_addresses"."lon_e6", "site_addresses"."morton", "site_addresses"."grid_x", "site_addresses"."grid_y") in (0, 5))
);
--> statement-breakpoint
CREATE TABLE "site_authorities" (
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"authority_id" bigint NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "site_authorities_site_id_domain_valid_from_pk" PRIMARY KEY("site_id","domain","valid_from"),
	CONSTRAINT "site_authorities_domain" CHECK (domain in ('food', 'goods'))
);
--> statement-breakpoint
CREATE TABLE "site_names" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "site_names_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"name" text NOT NULL,
	"normal" text NOT NULL,
	"tokens" text[] NOT NULL,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "site_names_name" CHECK ("site_names"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "site_operators" (
	"site_id" bigint NOT NULL,
	"entity_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "site_operators_site_id_entity_id_valid_from_pk" PRIMARY KEY("site_id","entity_id","valid_from")
);
--> statement-breakpoint
CREATE TABLE "site_sources" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "site_sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" bigint NOT NULL,
	"source_key" text NOT NULL,
	"site_id" bigint NOT NULL,
	"row_hash" text NOT NULL,
	"result_pending" boolean NOT NULL,
	"first_seen_on" date NOT NULL,
	"last_seen_on" date NOT NULL,
	"gone_on" date,
	"released_on" date,
	"replaced" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sites_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"public_id" text NOT NULL,
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"category_as_published" text,
	"website" text,
	"state" text DEFAULT 'open' NOT NULL,
	"closed_on" date,
	"merged_into" bigint,
	"salt" uuid DEFAULT gen_random_uuid() NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "sites_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "sites_public_id" CHECK ("sites"."public_id" ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
	CONSTRAINT "sites_kind" CHECK (kind in ('fixed', 'mobile', 'online')),
	CONSTRAINT "sites_category" CHECK (category in ('restaurant', 'takeaway', 'bar', 'hotel', 'bakery', 'shop', 'supermarket', 'mobile', 'care', 'school', 'canteen', 'producer', 'distributor', 'seller', 'other')),
	CONSTRAINT "sites_state" CHECK (state in ('open', 'closed', 'merged')),
	CONSTRAINT "sites_website" CHECK (website ~* '^https?://'),
	CONSTRAINT "sites_merged" CHECK (("sites"."state" = 'merged') = ("sites"."merged_into" is not null))
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"format" text NOT NULL,
	"authority_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"name" text NOT NULL,
	"licence" text,
	"licence_url" text,
	"url" text,
	"language" text NOT NULL,
	"complete_as_of" date,
	"as_of" date NOT NULL,
	CONSTRAINT "sources_key_unique" UNIQUE("key"),
	CONSTRAINT "sources_url" CHECK (url ~* '^https?://'),
	CONSTRAINT "sources_licence_url" CHECK (licence_url ~* '^https?://')
);
--> statement-breakpoint
CREATE TABLE "vocabulary" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "authority_schemes" ADD CONSTRAINT "authority_schemes_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_schemes" ADD CONSTRAINT "authority_schemes_scheme_id_scheme_version_schemes_id_version_fk" FOREIGN KEY ("scheme_id","scheme_version") REFERENCES "public"."schemes"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entity_identifiers" ADD CONSTRAINT "entity_identifiers_entity_id_legal_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_issues" ADD CONSTRAINT "import_issues_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_scheme_id_scheme_version_schemes_id_version_fk" FOREIGN KEY ("scheme_id","scheme_version") REFERENCES "public"."schemes"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_addresses" ADD CONSTRAINT "site_addresses_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_addresses" ADD CONSTRAINT "site_addresses_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_authorities" ADD CONSTRAINT "site_authorities_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_authorities" ADD CONSTRAINT "site_authorities_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_names" ADD CONSTRAINT "site_names_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_names" ADD CONSTRAINT "site_names_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_operators" ADD CONSTRAINT "site_operators_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_operators" ADD CONSTRAINT "site_operators_entity_id_legal_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_operators" ADD CONSTRAINT "site_operators_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_sources" ADD CONSTRAINT "site_sources_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_sources" ADD CONSTRAINT "site_sources_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_merged_into_sites_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_issues_run" ON "import_issues" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "import_runs_source" ON "import_runs" USING btree ("source_id","finished_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inspections_current" ON "inspections" USING btree ("source_id","source_key") WHERE "inspections"."superseded_by" is null;--> statement-breakpoint
CREATE INDEX "inspections_site" ON "inspections" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "listings_tokens" ON "listings" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "listings_morton" ON "listings" USING btree ("morton");--> statement-breakpoint
CREATE INDEX "listings_place" ON "listings" USING gist (point("grid_x", "grid_y"));--> statement-breakpoint
CREATE INDEX "listings_name" ON "listings" USING btree ("name_normal","site_id");--> statement-breakpoint
CREATE INDEX "listings_food_rated" ON "listings" USING btree (coalesce("food_rated_on", '-infinity'),"site_id");--> statement-breakpoint
CREATE INDEX "listings_authority" ON "listings" USING btree ("authority_id","name_normal");--> statement-breakpoint
CREATE INDEX "listings_entity" ON "listings" USING btree ("entity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ratings_current" ON "ratings" USING btree ("site_id","domain","source_id") WHERE "ratings"."superseded_by" is null;--> statement-breakpoint
CREATE INDEX "ratings_site" ON "ratings" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "ratings_series" ON "ratings" USING btree ("source_id","site_id","visit_key");--> statement-breakpoint
CREATE UNIQUE INDEX "replies_current" ON "replies" USING btree ("site_id") WHERE "replies"."valid_to" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "site_addresses_current" ON "site_addresses" USING btree ("site_id") WHERE "site_addresses"."valid_to" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "site_authorities_current" ON "site_authorities" USING btree ("site_id","domain") WHERE "site_authorities"."valid_to" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "site_names_current" ON "site_names" USING btree ("site_id") WHERE "site_names"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "site_names_former" ON "site_names" USING btree ("site_id") WHERE "site_names"."valid_to" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "site_operators_current" ON "site_operators" USING btree ("site_id") WHERE "site_operators"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "site_operators_entity" ON "site_operators" USING btree ("entity_id") WHERE "site_operators"."valid_to" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "site_sources_current" ON "site_sources" USING btree ("source_id","source_key") WHERE "site_sources"."released_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "site_sources_site" ON "site_sources" USING btree ("site_id") WHERE not "site_sources"."replaced";--> statement-breakpoint
CREATE INDEX "vocabulary_trigrams" ON "vocabulary" USING gin ("word" gin_trgm_ops);