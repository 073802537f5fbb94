CREATE TABLE "entity_counts" (
	"scheme" text NOT NULL,
	"tax_standing" text NOT NULL,
	"entities" integer NOT NULL,
	CONSTRAINT "entity_counts_scheme_tax_standing_pk" PRIMARY KEY("scheme","tax_standing")
);
--> statement-breakpoint
CREATE TABLE "entity_listings" (
	"entity_id" bigint PRIMARY KEY NOT NULL,
	"scheme" text NOT NULL,
	"number" text NOT NULL,
	"name" text,
	"name_normal" text COLLATE "C" NOT NULL,
	"former_names" text[] NOT NULL,
	"language" text,
	"legal_form" text NOT NULL,
	"state" text NOT NULL,
	"name_tokens" "tsvector" NOT NULL,
	"authority_id" bigint,
	"tax_standing" text NOT NULL,
	"tax_scheme" text,
	"tax_outcome" text,
	"tax_as_of" date,
	"tax_consent" smallint,
	"notices" integer NOT NULL,
	"next_change_at" timestamp with time zone,
	CONSTRAINT "entity_listings_standing" CHECK (tax_standing in ('green', 'yellow', 'red', 'never', 'pending', 'exempt', 'appeal', 'ceased', 'suspended', 'unpublished', 'disputed')),
	CONSTRAINT "entity_listings_legal_form" CHECK (legal_form in ('company', 'partnership', 'cooperative', 'association', 'foundation', 'branch', 'public-body')),
	CONSTRAINT "entity_listings_colour" CHECK (("entity_listings"."tax_outcome" is not null) = ("entity_listings"."tax_standing" in ('green', 'yellow', 'red')))
);
--> statement-breakpoint
CREATE TABLE "entity_names" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entity_names_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entity_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"name" text NOT NULL,
	"normal" text NOT NULL,
	"tokens" text[] NOT NULL,
	"language" text NOT NULL,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "entity_names_name" CHECK ("entity_names"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "entity_addresses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entity_addresses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entity_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"line" text,
	"locality" text,
	"postcode" text,
	"normal" text NOT NULL,
	"phone" text,
	"lat_e6" integer,
	"lon_e6" integer,
	"valid_from" date,
	"valid_to" date,
	CONSTRAINT "entity_addresses_nowhere" CHECK (not ("entity_addresses"."lat_e6" = 0 and "entity_addresses"."lon_e6" = 0))
);
--> statement-breakpoint
CREATE TABLE "site_phones" (
	"site_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"phone" text NOT NULL,
	CONSTRAINT "site_phones_site_id_source_id_pk" PRIMARY KEY("site_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "lineage_moves" (
	"lineage_id" bigint NOT NULL,
	"what" text NOT NULL,
	"item" jsonb NOT NULL,
	CONSTRAINT "lineage_moves_what" CHECK (what in ('identifier', 'operator', 'entry', 'link', 'candidate', 'before'))
);
--> statement-breakpoint
CREATE TABLE "lineage" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lineage_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"from_site" bigint,
	"to_site" bigint,
	"from_entity" bigint,
	"to_entity" bigint,
	"reason" text NOT NULL,
	"done_by" text NOT NULL,
	"done_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"undone_by" text,
	"undone_at" timestamp with time zone,
	"undone_reason" text,
	CONSTRAINT "lineage_kind" CHECK (kind in ('merged', 'split', 'moved')),
	CONSTRAINT "lineage_subject" CHECK (num_nulls("lineage"."from_site", "lineage"."to_site") = 0 and num_nonnulls("lineage"."from_entity", "lineage"."to_entity") = 0
        or num_nulls("lineage"."from_entity", "lineage"."to_entity") = 0 and num_nonnulls("lineage"."from_site", "lineage"."to_site") = 0),
	CONSTRAINT "lineage_undone" CHECK (num_nonnulls("lineage"."undone_by", "lineage"."undone_at", "lineage"."undone_reason") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "match_candidates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "match_candidates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"entity_id" bigint NOT NULL,
	"score" real NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"rule" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "match_candidates_state" CHECK (state in ('proposed', 'confirmed', 'refused', 'undone', 'outdated')),
	CONSTRAINT "match_candidates_decided" CHECK ("match_candidates"."state" in ('proposed', 'outdated') or "match_candidates"."decided_at" is not null
        and ("match_candidates"."decided_by" is not null or "match_candidates"."rule" is not null))
);
--> statement-breakpoint
CREATE TABLE "pitches" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pitches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"on_day" date NOT NULL,
	"place" text NOT NULL,
	"lat_e6" integer NOT NULL,
	"lon_e6" integer NOT NULL,
	"recorded_by" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "pitches_nowhere" CHECK (not ("pitches"."lat_e6" = 0 and "pitches"."lon_e6" = 0))
);
--> statement-breakpoint
CREATE TABLE "site_links" (
	"site_id" bigint NOT NULL,
	"link" text NOT NULL,
	"valid_from" date,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "authority_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority_id" bigint NOT NULL,
	"name" text NOT NULL,
	"public_key" text NOT NULL,
	"registered_by" text,
	"registered_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "authority_keys_publicKey_unique" UNIQUE("public_key"),
	CONSTRAINT "authority_keys_form" CHECK (length(decode("authority_keys"."public_key", 'base64')) = 32)
);
--> statement-breakpoint
CREATE TABLE "tax_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" bigint NOT NULL,
	"scheme_id" text NOT NULL,
	"scheme_version" text NOT NULL,
	"as_of" date NOT NULL,
	"body_hash" text NOT NULL,
	"key_id" uuid,
	"rows" bigint NOT NULL,
	"state" text NOT NULL,
	"moves" jsonb NOT NULL,
	"doubt" jsonb,
	"reason" text,
	"received_by" text,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "tax_batches_state" CHECK (state in ('held', 'applied', 'refused')),
	CONSTRAINT "tax_batches_doubt" CHECK ("tax_batches"."doubt" is not null or "tax_batches"."state" = 'applied'),
	CONSTRAINT "tax_batches_second_person" CHECK ("tax_batches"."decided_by" <> "tax_batches"."received_by")
);
--> statement-breakpoint
CREATE TABLE "tax_consents" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tax_consents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entity_id" bigint NOT NULL,
	"level" smallint NOT NULL,
	"given_by" text NOT NULL,
	"given_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "tax_consents_level" CHECK ("tax_consents"."level" in (1, 2))
);
--> statement-breakpoint
CREATE TABLE "tax_held_rows" (
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"scheme" text NOT NULL,
	"number" text NOT NULL,
	"legal_form" text NOT NULL,
	"name" text,
	"normal" text,
	"tokens" text[],
	"as_of" date NOT NULL,
	"legal_basis" text,
	"inputs" jsonb NOT NULL,
	"standing" text NOT NULL,
	"outcome" text,
	"rule" text NOT NULL,
	"disputed" boolean NOT NULL,
	"planned" boolean NOT NULL,
	"lapses_on" date,
	"standing_before" text,
	"change" text NOT NULL,
	CONSTRAINT "tax_held_rows_batch_id_line_pk" PRIMARY KEY("batch_id","line")
);
--> statement-breakpoint
CREATE TABLE "tax_inputs" (
	"standing_id" bigint PRIMARY KEY NOT NULL,
	"inputs" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tax_standings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tax_standings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entity_id" bigint NOT NULL,
	"authority_id" bigint NOT NULL,
	"batch_id" uuid,
	"scheme_id" text NOT NULL,
	"scheme_version" text NOT NULL,
	"as_of" date NOT NULL,
	"standing" text NOT NULL,
	"standing_before" text,
	"outcome" text,
	"rule" text NOT NULL,
	"disputed" boolean NOT NULL,
	"planned" boolean NOT NULL,
	"legal_basis" text,
	"grounds" text,
	"recorded_by" text,
	"lapses_on" date,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"superseded_by" bigint,
	CONSTRAINT "tax_standings_standing" CHECK (standing in ('green', 'yellow', 'red', 'never', 'pending', 'exempt', 'appeal', 'ceased', 'suspended', 'unpublished', 'disputed')),
	CONSTRAINT "tax_standings_colour" CHECK (("tax_standings"."outcome" is not null) = ("tax_standings"."standing" in ('green', 'yellow', 'red'))),
	CONSTRAINT "tax_standings_basis" CHECK ("tax_standings"."legal_basis" is not null or "tax_standings"."standing" = 'unpublished')
);
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"entry_class" text NOT NULL,
	"site_id" bigint,
	"entity_id" bigint,
	"authority_id" bigint NOT NULL,
	"source_id" bigint NOT NULL,
	"source_key" text NOT NULL,
	"language" text NOT NULL,
	"legal_basis" text NOT NULL,
	"grounds" text NOT NULL,
	"evidence" text,
	"remedy" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"source_state" text,
	"shown" boolean DEFAULT false NOT NULL,
	"superseded_by" uuid,
	"salt" uuid DEFAULT gen_random_uuid() NOT NULL,
	"row_hash" text NOT NULL,
	"recorded_by" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "register_entries_kind" CHECK (kind in ('judgment-defaulter', 'safety-measure', 'recall', 'licence-withdrawn', 'business-ban', 'presumed-sham-invoices', 'sham-invoices', 'trusted-trader')),
	CONSTRAINT "register_entries_class" CHECK (entry_class in ('minor', 'general', 'serious')),
	CONSTRAINT "register_entries_state" CHECK (state in ('active', 'disputed', 'repaired', 'expired')),
	CONSTRAINT "register_entries_source_state" CHECK (source_state in ('active', 'disputed', 'repaired', 'expired')),
	CONSTRAINT "register_entries_subject" CHECK (num_nonnulls("register_entries"."site_id", "register_entries"."entity_id") = 1),
	CONSTRAINT "register_entries_superseded" CHECK ("register_entries"."superseded_by" is null or "register_entries"."state" in ('repaired', 'expired')),
	CONSTRAINT "register_entries_term" CHECK ("register_entries"."ends_on" > "register_entries"."starts_on" and "register_entries"."ends_on" <= "register_entries"."starts_on" + make_interval(months =>
        case "register_entries"."entry_class" when 'minor' then 3 when 'general' then 12 else 36 end))
);
--> statement-breakpoint
CREATE TABLE "register_steps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "register_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entry_id" uuid NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"user_id" text,
	"reason" text NOT NULL,
	CONSTRAINT "register_steps_state" CHECK (state in ('active', 'disputed', 'repaired', 'expired'))
);
--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "site_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "entity_id" bigint;--> statement-breakpoint
ALTER TABLE "legal_entities" ADD COLUMN "state" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_entities" ADD COLUMN "merged_into" bigint;--> statement-breakpoint
ALTER TABLE "legal_entities" ADD COLUMN "legal_form_source_id" bigint;--> statement-breakpoint
ALTER TABLE "legal_entities" ADD COLUMN "legal_form_as_of" date;--> statement-breakpoint
ALTER TABLE "legal_entities" ADD COLUMN "legal_form_reason" text;--> statement-breakpoint
ALTER TABLE "legal_entities" ADD COLUMN "salt" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "site_operators" ADD COLUMN "evidence" text DEFAULT 'number' NOT NULL;--> statement-breakpoint
ALTER TABLE "site_operators" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lineage" ADD CONSTRAINT "lineage_from_site_sites_id_fk" FOREIGN KEY ("from_site") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lineage" ADD CONSTRAINT "lineage_to_site_sites_id_fk" FOREIGN KEY ("to_site") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lineage" ADD CONSTRAINT "lineage_from_entity_legal_entities_id_fk" FOREIGN KEY ("from_entity") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lineage" ADD CONSTRAINT "lineage_to_entity_legal_entities_id_fk" FOREIGN KEY ("to_entity") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lineage" ADD CONSTRAINT "lineage_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lineage" ADD CONSTRAINT "lineage_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_candidates" ADD CONSTRAINT "match_candidates_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_candidates" ADD CONSTRAINT "match_candidates_entity_id_legal_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_candidates" ADD CONSTRAINT "match_candidates_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pitches" ADD CONSTRAINT "pitches_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pitches" ADD CONSTRAINT "pitches_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_links" ADD CONSTRAINT "site_links_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_keys" ADD CONSTRAINT "authority_keys_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_keys" ADD CONSTRAINT "authority_keys_registered_by_users_id_fk" FOREIGN KEY ("registered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_keys" ADD CONSTRAINT "authority_keys_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_batches" ADD CONSTRAINT "tax_batches_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_batches" ADD CONSTRAINT "tax_batches_key_id_authority_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."authority_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_batches" ADD CONSTRAINT "tax_batches_received_by_users_id_fk" FOREIGN KEY ("received_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_batches" ADD CONSTRAINT "tax_batches_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_batches" ADD CONSTRAINT "tax_batches_scheme_id_scheme_version_schemes_id_version_fk" FOREIGN KEY ("scheme_id","scheme_version") REFERENCES "public"."schemes"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_consents" ADD CONSTRAINT "tax_consents_entity_id_legal_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_consents" ADD CONSTRAINT "tax_consents_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_consents" ADD CONSTRAINT "tax_consents_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_held_rows" ADD CONSTRAINT "tax_held_rows_batch_id_tax_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."tax_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_standings" ADD CONSTRAINT "tax_standings_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_entity_id_legal_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_steps" ADD CONSTRAINT "register_steps_entry_id_register_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."register_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_steps" ADD CONSTRAINT "register_steps_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entity_addresses" ADD CONSTRAINT "entity_addresses_entity_id_legal_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entity_addresses" ADD CONSTRAINT "entity_addresses_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_phones" ADD CONSTRAINT "site_phones_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_phones" ADD CONSTRAINT "site_phones_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lineage_moves" ADD CONSTRAINT "lineage_moves_lineage_id_lineage_id_fk" FOREIGN KEY ("lineage_id") REFERENCES "public"."lineage"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "entity_addresses_current" ON "entity_addresses" USING btree ("entity_id") WHERE "entity_addresses"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entity_addresses_place" ON "entity_addresses" USING btree ("postcode","locality") WHERE "entity_addresses"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entity_addresses_phone" ON "entity_addresses" USING btree ("phone") WHERE "entity_addresses"."phone" is not null and "entity_addresses"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "site_phones_phone" ON "site_phones" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "lineage_moves_lineage" ON "lineage_moves" USING btree ("lineage_id");--> statement-breakpoint
CREATE INDEX "match_candidates_proposed" ON "match_candidates" USING btree ("score") WHERE "match_candidates"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "entity_listings_tokens" ON "entity_listings" USING gin ("name_tokens");--> statement-breakpoint
CREATE INDEX "entity_listings_standing" ON "entity_listings" USING btree ("scheme","tax_standing","name_normal","entity_id");--> statement-breakpoint
CREATE INDEX "entity_listings_next_change" ON "entity_listings" USING btree ("next_change_at") WHERE "entity_listings"."next_change_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "entity_names_current" ON "entity_names" USING btree ("entity_id") WHERE "entity_names"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entity_names_former" ON "entity_names" USING btree ("entity_id") WHERE "entity_names"."valid_to" is not null;--> statement-breakpoint
CREATE INDEX "lineage_from_site" ON "lineage" USING btree ("from_site");--> statement-breakpoint
CREATE INDEX "lineage_to_site" ON "lineage" USING btree ("to_site");--> statement-breakpoint
CREATE INDEX "lineage_from_entity" ON "lineage" USING btree ("from_entity");--> statement-breakpoint
CREATE INDEX "lineage_to_entity" ON "lineage" USING btree ("to_entity");--> statement-breakpoint
CREATE UNIQUE INDEX "match_candidates_open" ON "match_candidates" USING btree ("site_id","entity_id") WHERE "match_candidates"."state" in ('proposed', 'confirmed');--> statement-breakpoint
CREATE UNIQUE INDEX "match_candidates_confirmed" ON "match_candidates" USING btree ("site_id") WHERE "match_candidates"."state" = 'confirmed';--> statement-breakpoint
CREATE INDEX "match_candidates_entity" ON "match_candidates" USING btree ("entity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pitches_day" ON "pitches" USING btree ("site_id","on_day");--> statement-breakpoint
CREATE UNIQUE INDEX "site_links_current" ON "site_links" USING btree ("link") WHERE "site_links"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "site_links_site" ON "site_links" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "authority_keys_authority" ON "authority_keys" USING btree ("authority_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tax_batches_body" ON "tax_batches" USING btree ("authority_id","body_hash") WHERE "tax_batches"."state" in ('held', 'applied');--> statement-breakpoint
CREATE INDEX "tax_held_rows_number" ON "tax_held_rows" USING btree ("scheme","number");--> statement-breakpoint
CREATE INDEX "tax_batches_authority" ON "tax_batches" USING btree ("authority_id","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tax_consents_current" ON "tax_consents" USING btree ("entity_id") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tax_standings_current" ON "tax_standings" USING btree ("entity_id") WHERE "tax_standings"."superseded_by" is null;--> statement-breakpoint
CREATE INDEX "tax_standings_turned" ON "tax_standings" USING btree ("batch_id","id") WHERE standing_before <> standing;--> statement-breakpoint
CREATE INDEX "tax_standings_entity" ON "tax_standings" USING btree ("entity_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "register_entries_key" ON "register_entries" USING btree ("source_id","source_key") WHERE "register_entries"."superseded_by" is null;--> statement-breakpoint
CREATE INDEX "register_entries_site" ON "register_entries" USING btree ("site_id") WHERE "register_entries"."site_id" is not null;--> statement-breakpoint
CREATE INDEX "register_entries_entity" ON "register_entries" USING btree ("entity_id") WHERE "register_entries"."entity_id" is not null;--> statement-breakpoint
CREATE INDEX "register_entries_ends" ON "register_entries" USING btree ("ends_on") WHERE "register_entries"."state" in ('active', 'disputed');--> statement-breakpoint
CREATE INDEX "register_entries_begins" ON "register_entries" USING btree ("starts_on") WHERE "register_entries"."state" in ('active', 'disputed') and not "register_entries"."shown";--> statement-breakpoint
CREATE INDEX "register_entries_authority" ON "register_entries" USING btree ("authority_id","recorded_at");--> statement-breakpoint
CREATE INDEX "register_steps_entry" ON "register_steps" USING btree ("entry_id","id");--> statement-breakpoint
ALTER TABLE "legal_entities" ADD CONSTRAINT "legal_entities_merged_into_legal_entities_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sites_merged_into" ON "sites" USING btree ("merged_into") WHERE "sites"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "entity_identifiers_entity" ON "entity_identifiers" USING btree ("entity_id");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_subject" CHECK (num_nonnulls("events"."site_id", "events"."entity_id") = 1);--> statement-breakpoint
ALTER TABLE "legal_entities" ADD CONSTRAINT "legal_entities_legal_form" CHECK (legal_form in ('company', 'partnership', 'cooperative', 'association', 'foundation', 'branch', 'public-body', 'sole-trader'));--> statement-breakpoint
ALTER TABLE "legal_entities" ADD CONSTRAINT "legal_entities_state" CHECK (state in ('active', 'ended', 'merged'));--> statement-breakpoint
ALTER TABLE "legal_entities" ADD CONSTRAINT "legal_entities_merged" CHECK (("legal_entities"."state" = 'merged') = ("legal_entities"."merged_into" is not null));--> statement-breakpoint
ALTER TABLE "entity_identifiers" ADD CONSTRAINT "entity_identifiers_personal" CHECK ("entity_identifiers"."scheme" <> 'mx-rfc' or length("entity_identifiers"."number") = 12);--> statement-breakpoint
ALTER TABLE "site_operators" ADD CONSTRAINT "site_operators_evidence" CHECK (evidence in ('number', 'confirmed', 'rule'));--> statement-breakpoint
create function refuse_standing_change() returns trigger language plpgsql as $$
begin
  raise exception 'a published tax standing is superseded, never edited'
    using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
-- Compared here: a batch supersedes a million at once, and a function would be called for each.
create trigger tax_standings_never_edited before update on tax_standings for each row
  when (old.superseded_by is not null or
    (old.id, old.entity_id, old.authority_id, old.batch_id, old.scheme_id,
      old.scheme_version, old.as_of, old.standing, old.standing_before, old.outcome, old.rule, old.disputed, old.planned,
      old.legal_basis, old.grounds, old.recorded_by, old.lapses_on, old.recorded_at)
    is distinct from
    (new.id, new.entity_id, new.authority_id, new.batch_id, new.scheme_id,
      new.scheme_version, new.as_of, new.standing, new.standing_before, new.outcome, new.rule, new.disputed, new.planned,
      new.legal_basis, new.grounds, new.recorded_by, new.lapses_on, new.recorded_at))
  execute function refuse_standing_change();
--> statement-breakpoint
create trigger tax_inputs_never_edited before update on tax_inputs
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger register_steps_append_only before update or delete or truncate on register_steps
  for each statement execute function refuse_change();
--> statement-breakpoint
create function is_legal_person(form text) returns boolean language sql immutable parallel safe
return coalesce(form <> 'sole-trader', false);
--> statement-breakpoint
-- Businesses are rated, never private persons: whoever may be one has no tax standing at all.
create function refuse_tax_of_persons() returns trigger language plpgsql as $$
begin
  if (
    select count(*) from added left join legal_entities e on e.id = added.entity_id
    where is_legal_person(e.legal_form) is not true
  ) > 0 then
    raise exception 'who may be a natural person has no tax standing' using errcode = 'check_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger tax_standings_of_legal_persons after insert on tax_standings
  referencing new table as added for each statement execute function refuse_tax_of_persons();
--> statement-breakpoint
-- What the rows of a tax delivery refer to is asked of a whole statement at once: a foreign key is
-- looked up and locked for each reference of each row, which would take longer than all else that is
-- done with a million. What is referred to is never removed. Arguments: the columns that refer, the
-- table they refer to, and how a row of it is found.
create function refuse_dangling() returns trigger language plpgsql as $$
declare
  dangling bigint;
begin
  -- Counted: a plan for the first of them would look at all that is there for each row.
  execute format(
    'select count(*) from added used
      where row(%1$s) is not null and not exists (select from %2$I there where %3$s)',
    tg_argv[0], tg_argv[1], tg_argv[2]
  ) into dangling;
  if dangling > 0 then
    raise exception '% of % is of nothing in %', tg_argv[0], tg_table_name, tg_argv[1]
      using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
do $references$
declare
  reference record;
begin
  for reference in
    select * from (values
      ('insert', 'legal_entities', 'legal_form_source_id', 'sources', 'there.id = used.legal_form_source_id'),
      ('update', 'legal_entities', 'legal_form_source_id', 'sources', 'there.id = used.legal_form_source_id'),
      ('insert', 'entity_identifiers', 'entity_id', 'legal_entities', 'there.id = used.entity_id'),
      ('update', 'entity_identifiers', 'entity_id', 'legal_entities', 'there.id = used.entity_id'),
      ('insert', 'entity_names', 'entity_id', 'legal_entities', 'there.id = used.entity_id'),
      ('insert', 'entity_names', 'source_id', 'sources', 'there.id = used.source_id'),
      ('insert', 'tax_standings', 'authority_id', 'authorities', 'there.id = used.authority_id'),
      ('insert', 'tax_standings', 'batch_id', 'tax_batches', 'there.id = used.batch_id'),
      ('insert', 'tax_standings', 'scheme_id, scheme_version', 'schemes',
        '(there.id, there.version) = (used.scheme_id, used.scheme_version)'),
      -- One statement supersedes a standing and puts another in its place.
      ('update', 'tax_standings', 'superseded_by', 'tax_standings', 'there.id = used.superseded_by'),
      ('insert', 'tax_inputs', 'standing_id', 'tax_standings', 'there.id = used.standing_id')
    ) as one (act, "from", columns, "to", found)
  loop
    execute format(
      'create trigger %1$I after %2$s on %3$I referencing new table as added
        for each statement execute function refuse_dangling(%4$L, %5$L, %6$L)',
      replace(reference.columns, ', ', '_') || '_refers_on_' || reference.act, reference.act,
      reference."from", reference.columns, reference."to", reference.found);
  end loop;
end $references$;
--> statement-breakpoint
alter table entity_identifiers drop constraint entity_identifiers_entity_id_legal_entities_id_fk;
--> statement-breakpoint
create trigger entity_names_keep_theirs before update of entity_id, source_id on entity_names
  for each statement execute function refuse_change();
--> statement-breakpoint
do $never_removed$
declare
  kept text;
begin
  foreach kept in array array[
    'legal_entities', 'sources', 'authorities', 'schemes', 'tax_batches', 'tax_standings'
  ]
  loop
    execute format(
      'create trigger %1$I before delete or truncate on %2$I
        for each statement execute function refuse_removal()',
      kept || '_never_removed', kept);
  end loop;
end $never_removed$;
--> statement-breakpoint
-- Where natural persons live is not kept.
create function refuse_addresses_of_persons() returns trigger language plpgsql as $$
begin
  if exists (
    select from added join legal_entities e on e.id = added.entity_id where e.legal_form = 'sole-trader'
  ) then
    raise exception 'the addresses of natural persons are not kept'
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger entity_addresses_of_legal_persons after insert on entity_addresses
  referencing new table as added for each statement execute function refuse_addresses_of_persons();
--> statement-breakpoint
-- Words that were added wait in a list which every search reads: sorted in after each publication.
-- Only who owns an index may do that, and the server may be another.
create function sort_entity_words() returns bigint language sql security definer
  set search_path = public, pg_temp
return gin_clean_pending_list('entity_listings_tokens'::regclass);
--> statement-breakpoint
-- Words of entities alike, for proposing who may run a site.
create index entity_names_trigrams on entity_names using gin (normal gin_trgm_ops)
  where valid_to is null;
--> statement-breakpoint
-- An entry goes from state to state and is otherwise what it was; none is ever removed.
create function guard_register_entry() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and not (
    old.state = 'active' and new.state in ('disputed', 'repaired', 'expired')
    or old.state = 'disputed' and new.state in ('active', 'repaired', 'expired')
  ) then
    raise exception 'an entry that is % does not become %', old.state, new.state
      using errcode = 'check_violation';
  end if;
  if to_jsonb(old) - array['state', 'source_state', 'ends_on', 'row_hash', 'site_id', 'entity_id', 'shown', 'superseded_by']
    is distinct from
    to_jsonb(new) - array['state', 'source_state', 'ends_on', 'row_hash', 'site_id', 'entity_id', 'shown', 'superseded_by']
    or old.superseded_by <> new.superseded_by
    or old.superseded_by is not null and new.superseded_by is null then
    raise exception 'an entry of a register is superseded, never edited'
      using errcode = 'restrict_violation';
  end if;
  if new.ends_on > old.ends_on then
    raise exception 'the end of an entry is never put off' using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
alter table register_entries add constraint register_entries_superseded_by
  foreign key (superseded_by) references register_entries (id) deferrable initially deferred;
--> statement-breakpoint
-- Registers say nothing here of natural persons either.
create function refuse_entries_of_persons() returns trigger language plpgsql as $$
begin
  if exists (
    select from legal_entities e where e.id = new.entity_id and not is_legal_person(e.legal_form)
  ) then
    raise exception 'who may be a natural person has no register entry'
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger register_entries_of_legal_persons before insert or update of entity_id
  on register_entries for each row when (new.entity_id is not null)
  execute function refuse_entries_of_persons();
--> statement-breakpoint
create trigger register_entries_guarded before update on register_entries
  for each row execute function guard_register_entry();
--> statement-breakpoint
create trigger register_entries_never_removed before delete or truncate on register_entries
  for each statement execute function refuse_removal();
--> statement-breakpoint
-- The entries that the public may read today: nothing of what has ended, was repaired or is to come,
-- and nothing of who may be a natural person.
create view public_entries as
select entry.* from register_entries entry
cross join (select (now() at time zone 'UTC')::date as utc) today
where entry.state in ('active', 'disputed')
  and entry.starts_on <= today.utc and today.utc < entry.ends_on
  and (entry.entity_id is null or exists (
    select from legal_entities e where e.id = entry.entity_id and is_legal_person(e.legal_form)));
--> statement-breakpoint
-- The listing that each legal entity should have, derived from the records alone. One whose form is
-- unknown may be a natural person and has none.
create view entity_listing_rows as
select
  e.id as entity_id,
  ident.scheme,
  ident.number,
  n.name,
  coalesce(n.normal, lower(ident.number)) as name_normal,
  array(
    select f.name from entity_names f where f.entity_id = e.id and f.valid_to is not null
    order by f.valid_to desc, f.id
  ) as former_names,
  n.language,
  e.legal_form,
  e.state,
  -- It drops repeats by itself. Numbers are found in their own table.
  array_to_tsvector(coalesce(n.tokens, '{}') || array(
    select unnest(f.tokens) from entity_names f where f.entity_id = e.id and f.valid_to is not null
  )) as name_tokens,
  tax.authority_id,
  shown.standing as tax_standing,
  case when tax.standing = shown.standing then tax.scheme_id || '@' || tax.scheme_version end
    as tax_scheme,
  case when tax.standing = shown.standing then tax.outcome end as tax_outcome,
  tax.as_of as tax_as_of,
  consent.level as tax_consent,
  (
    select count(*) from public_entries entry where entry.entity_id = e.id
  )::int as notices,
  least(
    case when tax.lapses_on > today.utc and e.state = 'active' then tax.lapses_on end,
    (
      select least(
        min(case when entry.starts_on > today.utc then entry.starts_on end),
        min(case when entry.ends_on > today.utc then entry.ends_on end))
      from register_entries entry
      where entry.entity_id = e.id and entry.state in ('active', 'disputed')
    )
  )::timestamp at time zone 'UTC' as next_change_at
from legal_entities e
cross join (select (now() at time zone 'UTC')::date as utc) today
cross join lateral (
  select i.scheme, i.number from entity_identifiers i where i.entity_id = e.id
  order by i.level = 'establishment', i.scheme, i.number limit 1
) ident
left join entity_names n on n.entity_id = e.id and n.valid_to is null
left join tax_standings tax on tax.entity_id = e.id and tax.superseded_by is null
left join tax_consents consent on consent.entity_id = e.id and consent.withdrawn_at is null
cross join lateral (
  select case
    when e.state = 'ended' then 'ceased'
    when tax.id is null or tax.lapses_on <= today.utc then 'unpublished'
    else tax.standing
  end as standing
) shown
where e.state <> 'merged' and is_legal_person(e.legal_form);
--> statement-breakpoint
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
