ALTER TABLE "findings" ADD COLUMN "repeated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "access_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"user_id" text,
	"authority_id" bigint,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"allowed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "memberships_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"authority_id" bigint,
	"site_id" bigint,
	"entity_id" bigint,
	"granted_by" text,
	"granted_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "memberships_role" CHECK (role in ('representative', 'inspector', 'reviewer', 'tax-officer', 'authority-admin', 'auditor', 'platform-admin')),
	CONSTRAINT "memberships_scope" CHECK (authority_id is not null or role in ('auditor', 'platform-admin')),
	CONSTRAINT "memberships_represents" CHECK (("memberships"."role" = 'representative') = (num_nonnulls("memberships"."site_id", "memberships"."entity_id") = 1))
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "passkeys_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"second_factor" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "two_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "areas" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "areas_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority_id" bigint NOT NULL,
	"name" text NOT NULL,
	"localities" text[] DEFAULT '{}' NOT NULL,
	"postcodes" text[] DEFAULT '{}' NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"visit_id" uuid NOT NULL,
	"item_code" text,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "attachments_sha256" CHECK ("attachments"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "conflicts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "conflicts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"site_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"declared_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "item_comments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "item_comments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority_id" bigint NOT NULL,
	"scheme_id" text NOT NULL,
	"item_code" text NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "item_comments_text" CHECK (length("item_comments"."text") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"recipient" text NOT NULL,
	"locale" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"report_of" uuid,
	"queued_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"sent_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"given_up_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "missed_visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"authority_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"tried_on" date NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "missed_visits_reason" CHECK (reason in ('closed', 'refused', 'not-found', 'unsafe', 'other'))
);
--> statement-breakpoint
CREATE TABLE "plan_stops" (
	"user_id" text NOT NULL,
	"planned_on" date NOT NULL,
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"ordinal" smallint NOT NULL,
	CONSTRAINT "plan_stops_user_id_planned_on_site_id_domain_pk" PRIMARY KEY("user_id","planned_on","site_id","domain"),
	CONSTRAINT "plan_stops_domain" CHECK (domain in ('food', 'goods'))
);
--> statement-breakpoint
CREATE TABLE "risk_categories" (
	"authority_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"months" smallint NOT NULL,
	CONSTRAINT "risk_categories_authority_id_domain_code_pk" PRIMARY KEY("authority_id","domain","code"),
	CONSTRAINT "risk_categories_domain" CHECK (domain in ('food', 'goods')),
	CONSTRAINT "risk_categories_months" CHECK ("risk_categories"."months" between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "scheme_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "scheme_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"scheme_id" text NOT NULL,
	"scheme_version" text NOT NULL,
	"valid_from" date NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"confirmed" boolean,
	"reason" text,
	CONSTRAINT "scheme_changes_second_person" CHECK ("scheme_changes"."decided_by" <> "scheme_changes"."proposed_by"),
	CONSTRAINT "scheme_changes_decided" CHECK (num_nonnulls("scheme_changes"."decided_by", "scheme_changes"."decided_at", "scheme_changes"."confirmed") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "site_risks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "site_risks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"authority_id" bigint NOT NULL,
	"code" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"valid_to" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"authority_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"due_on" date NOT NULL,
	"note" text,
	"from_visit" uuid,
	"open_items" text[] DEFAULT '{}' NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"reminded_at" timestamp with time zone,
	"done_by_visit" uuid,
	"done_at" timestamp with time zone,
	CONSTRAINT "tasks_domain" CHECK (domain in ('food', 'goods')),
	CONSTRAINT "tasks_reason" CHECK (reason in ('follow-up', 'complaint'))
);
--> statement-breakpoint
CREATE TABLE "visit_steps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "visit_steps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"visit_id" uuid NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"actor_id" text,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"authority_id" bigint NOT NULL,
	"scheme_id" text NOT NULL,
	"scheme_version" text NOT NULL,
	"kind" text NOT NULL,
	"inspector_id" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"document" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"saved_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"visited_on" date,
	"submitted_at" timestamp with time zone,
	"inputs" jsonb,
	"outcome" text,
	"standing" text,
	"emergency" boolean DEFAULT false NOT NULL,
	"publish_at" timestamp with time zone,
	"confirm_by" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"handed_to" bigint,
	"confirmed_by" text,
	"confirmed_at" timestamp with time zone,
	"supersedes" uuid,
	"inspection_id" bigint,
	"rating_id" bigint,
	CONSTRAINT "visits_domain" CHECK (domain in ('food', 'goods')),
	CONSTRAINT "visits_kind" CHECK (kind in ('routine', 'follow-up', 'complaint', 'requested')),
	CONSTRAINT "visits_state" CHECK (state in ('draft', 'submitted', 'awaiting', 'published', 'superseded', 'withdrawn')),
	CONSTRAINT "visits_standing" CHECK (standing in ('green', 'yellow', 'red', 'never', 'pending', 'exempt', 'appeal', 'ceased', 'suspended', 'unpublished', 'disputed')),
	CONSTRAINT "visits_second_person" CHECK ("visits"."confirmed_by" <> "visits"."inspector_id"),
	CONSTRAINT "visits_confirmed" CHECK (num_nonnulls("visits"."confirmed_by", "visits"."confirmed_at") in (0, 2)),
	CONSTRAINT "visits_need_second_person" CHECK ("visits"."state" not in ('published', 'superseded') or "visits"."confirmed_by" is not null or ("visits"."standing" in ('green', 'yellow') and "visits"."supersedes" is null)),
	CONSTRAINT "visits_rated" CHECK ("visits"."state" in ('draft', 'withdrawn') or num_nulls("visits"."visited_on", "visits"."submitted_at", "visits"."inputs", "visits"."standing") = 0),
	CONSTRAINT "visits_published" CHECK ("visits"."state" not in ('published', 'superseded') or num_nulls("visits"."inspection_id", "visits"."rating_id") = 0)
);
--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_entity_id_legal_entities_id_fk" FOREIGN KEY ("entity_id") REFERENCES "public"."legal_entities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "areas" ADD CONSTRAINT "areas_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_comments" ADD CONSTRAINT "item_comments_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_comments" ADD CONSTRAINT "item_comments_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_report_of_visits_id_fk" FOREIGN KEY ("report_of") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "missed_visits" ADD CONSTRAINT "missed_visits_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "missed_visits" ADD CONSTRAINT "missed_visits_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "missed_visits" ADD CONSTRAINT "missed_visits_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_stops" ADD CONSTRAINT "plan_stops_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_stops" ADD CONSTRAINT "plan_stops_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_categories" ADD CONSTRAINT "risk_categories_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheme_changes" ADD CONSTRAINT "scheme_changes_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheme_changes" ADD CONSTRAINT "scheme_changes_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheme_changes" ADD CONSTRAINT "scheme_changes_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheme_changes" ADD CONSTRAINT "scheme_changes_scheme_id_scheme_version_schemes_id_version_fk" FOREIGN KEY ("scheme_id","scheme_version") REFERENCES "public"."schemes"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_risks" ADD CONSTRAINT "site_risks_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_risks" ADD CONSTRAINT "site_risks_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_risks" ADD CONSTRAINT "site_risks_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_risks" ADD CONSTRAINT "site_risks_authority_id_domain_code_risk_categories_authority_id_domain_code_fk" FOREIGN KEY ("authority_id","domain","code") REFERENCES "public"."risk_categories"("authority_id","domain","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_from_visit_visits_id_fk" FOREIGN KEY ("from_visit") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_done_by_visit_visits_id_fk" FOREIGN KEY ("done_by_visit") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_steps" ADD CONSTRAINT "visit_steps_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_steps" ADD CONSTRAINT "visit_steps_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_inspector_id_users_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_handed_to_authorities_id_fk" FOREIGN KEY ("handed_to") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_rating_id_ratings_id_fk" FOREIGN KEY ("rating_id") REFERENCES "public"."ratings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_scheme_id_scheme_version_schemes_id_version_fk" FOREIGN KEY ("scheme_id","scheme_version") REFERENCES "public"."schemes"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_supersedes_visits_id_fk" FOREIGN KEY ("supersedes") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_log_at" ON "access_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "access_log_authority" ON "access_log" USING btree ("authority_id","id");--> statement-breakpoint
CREATE INDEX "access_log_subject" ON "access_log" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "access_log_user" ON "access_log" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_of_provider" ON "accounts" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_current" ON "memberships" USING btree ("user_id","role",coalesce(authority_id, 0),coalesce(site_id, 0),coalesce(entity_id, 0)) WHERE "memberships"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "memberships_authority" ON "memberships" USING btree ("authority_id") WHERE "memberships"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "two_factors_user" ON "two_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "areas_name" ON "areas" USING btree ("authority_id","name") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_once" ON "attachments" USING btree ("visit_id","sha256") WHERE "attachments"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "conflicts_current" ON "conflicts" USING btree ("user_id","site_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "item_comments_scheme" ON "item_comments" USING btree ("authority_id","scheme_id") WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("queued_at") WHERE sent_at is null and given_up_at is null;--> statement-breakpoint
CREATE INDEX "missed_visits_site" ON "missed_visits" USING btree ("site_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scheme_changes_open" ON "scheme_changes" USING btree ("authority_id","domain") WHERE decided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "site_risks_current" ON "site_risks" USING btree ("site_id","domain") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("authority_id","due_on") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_site" ON "tasks" USING btree ("site_id","domain") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_of_visit" ON "tasks" USING btree ("from_visit") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "visit_steps_at" ON "visit_steps" USING btree ("at");--> statement-breakpoint
CREATE INDEX "visit_steps_visit" ON "visit_steps" USING btree ("visit_id","id");--> statement-breakpoint
CREATE INDEX "visits_site" ON "visits" USING btree ("site_id","domain");--> statement-breakpoint
CREATE INDEX "visits_inspector" ON "visits" USING btree ("inspector_id","state");--> statement-breakpoint
CREATE INDEX "visits_pending" ON "visits" USING btree ("site_id","domain") WHERE submitted_at is not null and state in ('draft', 'submitted', 'awaiting');--> statement-breakpoint
CREATE INDEX "visits_supersedes" ON "visits" USING btree ("supersedes") WHERE supersedes is not null;--> statement-breakpoint
CREATE INDEX "visits_open" ON "visits" USING btree ("authority_id","state") WHERE state in ('submitted', 'awaiting');
--> statement-breakpoint
CREATE TABLE "due_authorities" (
	"authority_id" bigint PRIMARY KEY NOT NULL,
	"built_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "due_visits" (
	"site_id" bigint NOT NULL,
	"domain" text NOT NULL,
	"authority_id" bigint NOT NULL,
	"area_id" bigint,
	"reason" text,
	"due_on" date NOT NULL,
	"reasons" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "due_visits_site_id_domain_pk" PRIMARY KEY("site_id","domain"),
	CONSTRAINT "due_visits_reason" CHECK (reason in ('revisit', 'complaint', 'never', 'interval')),
	CONSTRAINT "due_visits_due" CHECK (("due_visits"."reason" is null) = ("due_visits"."due_on" = 'infinity'))
);
--> statement-breakpoint
ALTER TABLE "due_authorities" ADD CONSTRAINT "due_authorities_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "due_visits_authority" ON "due_visits" USING btree ("authority_id","due_on","site_id","domain");--> statement-breakpoint
CREATE INDEX "due_visits_reason" ON "due_visits" USING btree ("authority_id","reason","due_on","site_id","domain") WHERE reason is not null;--> statement-breakpoint
CREATE INDEX "due_visits_area" ON "due_visits" USING btree ("area_id","due_on","site_id","domain") WHERE area_id is not null;
--> statement-breakpoint
CREATE TABLE "withdrawals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "withdrawals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"visit_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"told_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"confirmed" boolean,
	"answer" text,
	CONSTRAINT "withdrawals_second_person" CHECK (not "withdrawals"."confirmed" or "withdrawals"."decided_by" is not null and "withdrawals"."decided_by" <> "withdrawals"."asked_by"),
	CONSTRAINT "withdrawals_decided" CHECK (num_nonnulls("withdrawals"."decided_at", "withdrawals"."confirmed") in (0, 2) and ("withdrawals"."decided_by" is null or "withdrawals"."decided_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "authorities" ADD COLUMN "time_zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "withdrawals_open" ON "withdrawals" USING btree ("visit_id") WHERE decided_at is null;--> statement-breakpoint
ALTER TABLE "authorities" ADD CONSTRAINT "authorities_time_zone" CHECK (timezone(time_zone, '2000-01-01 00:00+00'::timestamptz) is not null);
--> statement-breakpoint
-- Postgres takes abbreviations and offsets for zones as well, by which nobody else tells a day.
create function guard_time_zone() returns trigger language plpgsql as $$
begin
  if new.time_zone <> 'UTC' and not exists (
    select from pg_timezone_names
    where name = new.time_zone and name !~ '^(posix|right)/'
      and name not in ('Factory', 'localtime', 'posixrules')) then
    raise exception 'time zone "%" not recognized', new.time_zone
      using errcode = 'invalid_parameter_value';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger authorities_in_zone before insert or update of time_zone on authorities
  for each row execute function guard_time_zone();
--> statement-breakpoint
create trigger visit_steps_append_only before update or delete or truncate on visit_steps
  for each statement execute function refuse_change();
--> statement-breakpoint
create trigger access_log_append_only before update or delete or truncate on access_log
  for each statement execute function refuse_change();
--> statement-breakpoint
-- The ways a visit may go are those of core/visit-state.ts; what was submitted stays as it was.
create function guard_visit() returns trigger language plpgsql as $$
begin
  if old.state <> new.state and not (old.state || ' ' || new.state = any (array[
    'draft submitted', 'draft withdrawn',
    'submitted awaiting', 'submitted published', 'submitted withdrawn',
    'awaiting submitted', 'awaiting published', 'awaiting draft', 'awaiting withdrawn',
    'published superseded', 'published withdrawn', 'superseded published'
  ])) then
    raise exception 'a visit does not go from % to %', old.state, new.state
      using errcode = 'restrict_violation';
  end if;
  if (old.domain, old.authority_id, old.inspector_id, old.scheme_id, old.scheme_version,
      old.supersedes)
    is distinct from
     (new.domain, new.authority_id, new.inspector_id, new.scheme_id, new.scheme_version,
      new.supersedes)
    or old.state <> 'draft'
    and (old.document, old.kind, old.inputs, old.visited_on, old.submitted_at, old.outcome,
         old.standing, old.emergency)
      is distinct from
        (new.document, new.kind, new.inputs, new.visited_on, new.submitted_at, new.outcome,
         new.standing, new.emergency)
    or old.confirmed_by is not null and old.confirmed_by is distinct from new.confirmed_by
      -- Whoever has become competent since has to confirm it anew.
      and not (new.confirmed_by is null and old.state = 'submitted' and new.state = 'awaiting') then
    raise exception 'a submitted visit is superseded, never edited'
      using errcode = 'restrict_violation';
  end if;
  if old.site_id <> new.site_id and (old.state not in ('draft', 'submitted', 'awaiting')
    or not exists (select from sites where id = old.site_id and merged_into = new.site_id)) then
    raise exception 'a visit goes to another site only where its own was merged into that'
      using errcode = 'restrict_violation';
  end if;
  if old.state = 'published' and new.state = 'withdrawn' and not exists (
    select from withdrawals where visit_id = old.id and confirmed) then
    raise exception 'a public result is withdrawn by two people'
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger visits_guarded before update on visits
  for each row execute function guard_visit();
--> statement-breakpoint
create function refuse_removal() returns trigger language plpgsql as $$
begin
  raise exception 'a % is never removed', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger visits_never_removed before delete or truncate on visits
  for each statement execute function refuse_removal();
--> statement-breakpoint
create trigger withdrawals_never_removed before delete or truncate on withdrawals
  for each statement execute function refuse_removal();
--> statement-breakpoint
-- What was asked stays as it was asked, what was decided as it was decided; nobody decides about a
-- visit of their own, save that whoever asked may take it back.
create function guard_withdrawal() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (old.decided_at is not null
    or (old.visit_id, old.reason, old.asked_by, old.asked_at)
      is distinct from (new.visit_id, new.reason, new.asked_by, new.asked_at)) then
    raise exception 'what was asked or decided is never edited'
      using errcode = 'restrict_violation';
  end if;
  if exists (select from visits where id = new.visit_id and inspector_id = new.decided_by)
    and new.decided_by <> new.asked_by then
    raise exception 'nobody decides about a visit of their own'
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger withdrawals_guarded before insert or update on withdrawals
  for each row execute function guard_withdrawal();
--> statement-breakpoint
-- Who decides about a visit: whoever is competent for its place now, where nobody is, the authority
-- that made it.
create function deciding_authority(visit visits) returns bigint language sql stable as $$
  select coalesce((
    select authority_id from site_authorities
    where site_id = visit.site_id and domain = visit.domain and valid_to is null
  ), visit.authority_id)
$$;
--> statement-breakpoint
-- What is under way or to be done at a site goes on at the one that it is merged into, whoever
-- merges them.
create function move_visits() returns trigger language plpgsql as $$
declare
  place bigint := new.id;
  survivor bigint := new.merged_into;
begin
  insert into visit_steps (visit_id, from_state, to_state)
  select id, state, state from visits
  where site_id = place and state in ('draft', 'submitted', 'awaiting');
  while survivor is not null loop
    update visits set site_id = survivor
    where site_id = place and state in ('draft', 'submitted', 'awaiting');
    update tasks set site_id = survivor where site_id = place and done_at is null;
    place := survivor;
    select merged_into into survivor from sites where id = place;
  end loop;
  return null;
end $$;
--> statement-breakpoint
create trigger sites_merged_with_visits after update of state on sites
  for each row when (new.state = 'merged' and old.state <> 'merged')
  execute function move_visits();
--> statement-breakpoint
-- The current results of visits recorded here: at most one a site and domain.
create view office_ratings as
select r.site_id, r.domain, r.source_id, r.rated_on, r as rating
from ratings r join sources office on office.id = r.source_id and office.format = 'office'
where r.superseded_by is null;
--> statement-breakpoint
-- Visits that were made and whose result is not public yet; one that was returned still counts, one
-- that somebody has been there after does not, and none hides a closure.
create view pending_visits as
select v.site_id, v.domain, max(v.visited_on) as visited_on
from visits v
where not v.emergency and v.submitted_at is not null and v.state in ('draft', 'submitted', 'awaiting')
  and not exists (
    select from visits later
    where later.site_id = v.site_id and later.domain = v.domain
      and (later.state = 'published' and later.visited_on > v.visited_on
        or later.state = 'awaiting' and later.emergency)
  )
group by v.site_id, v.domain;
--> statement-breakpoint
-- The listing that each site should have, now with visits recorded here: of two sources the result
-- of the later day holds, and while a visit is being confirmed no colour is shown.
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
left join ratings food_source on food_source.site_id = s.id and food_source.domain = 'food'
  and food_source.source_id = link.source_id and food_source.superseded_by is null
left join office_ratings food_office on food_office.site_id = s.id and food_office.domain = 'food'
  and food_office.source_id <> link.source_id
cross join lateral (
  select (newest.rating).* from (
    select case
      when food_source.id is null
        or food_office.rated_on >= coalesce(food_source.rated_on, food_source.source_as_of)
      then food_office.rating else food_source
    end as rating
  ) newest
) food_rating
left join pending_visits food_pending on food_pending.site_id = s.id and food_pending.domain = 'food'
left join schemes food_scheme on food_scheme.id = food_rating.scheme_id
  and food_scheme.version = food_rating.scheme_version
left join ratings goods_source on goods_source.site_id = s.id and goods_source.domain = 'goods'
  and goods_source.source_id = link.source_id and goods_source.superseded_by is null
left join office_ratings goods_office on goods_office.site_id = s.id and goods_office.domain = 'goods'
  and goods_office.source_id <> link.source_id
cross join lateral (
  select (newest.rating).* from (
    select case
      when goods_source.id is null
        or goods_office.rated_on >= coalesce(goods_source.rated_on, goods_source.source_as_of)
      then goods_office.rating else goods_source
    end as rating
  ) newest
) goods_rating
left join pending_visits goods_pending on goods_pending.site_id = s.id and goods_pending.domain = 'goods'
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
      when food_pending.visited_on is not null then 'pending'
      when food_rating.id is not null then food_rating.standing
      when exists (
        select from inspections i
        where i.site_id = s.id and i.domain = 'food' and i.superseded_by is null
      )
        then 'unpublished'
      else 'never'
    end as standing,
    case when food_pending.visited_on is null
      then food_rating.scheme_id || '@' || food_rating.scheme_version end as scheme,
    case when food_pending.visited_on is null then food_rating.outcome end as outcome,
    case when food_pending.visited_on is null then food_rating.published end as published,
    coalesce(food_pending.visited_on, food_rating.rated_on) as rated_on,
    coalesce(food_pending.visited_on, food_rating.source_as_of, link.first_seen_on) as as_of,
    case when ending.state = 'open' and food_pending.visited_on is null
      and food_rating.standing in ('green', 'yellow', 'red') then
      (food_rating.rated_on + make_interval(
        months => (food_scheme.document->>'staleAfterMonths')::int))::date + 1
    end as stale_on
  where food_rating.id is not null or food_pending.visited_on is not null
    or source.domain = 'food'
) food on true
left join lateral (
  select
    case
      when ending.state <> 'open' then 'ceased'
      when goods_pending.visited_on is not null then 'pending'
      when goods_rating.id is not null then goods_rating.standing
      when exists (
        select from inspections i
        where i.site_id = s.id and i.domain = 'goods' and i.superseded_by is null
      )
        then 'unpublished'
      else 'never'
    end as standing,
    case when goods_pending.visited_on is null
      then goods_rating.scheme_id || '@' || goods_rating.scheme_version end as scheme,
    case when goods_pending.visited_on is null then goods_rating.outcome end as outcome,
    case when goods_pending.visited_on is null then goods_rating.published end as published,
    coalesce(goods_pending.visited_on, goods_rating.rated_on) as rated_on,
    coalesce(goods_pending.visited_on, goods_rating.source_as_of, link.first_seen_on) as as_of,
    case when ending.state = 'open' and goods_pending.visited_on is null
      and goods_rating.standing in ('green', 'yellow', 'red') then
      (goods_rating.rated_on + make_interval(
        months => (goods_scheme.document->>'staleAfterMonths')::int))::date + 1
    end as stale_on
  where goods_rating.id is not null or goods_pending.visited_on is not null
    or source.domain = 'goods'
) goods on true
where s.state <> 'merged';
--> statement-breakpoint
-- Its document gained the words of its scores and how to appeal, before any board rates by it: it is
-- registered anew.
update schemes set hash = '' where id = 'uk-fhrs';
