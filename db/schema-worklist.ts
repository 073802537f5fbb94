import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { DUE_REASONS } from "@/core/due";
import { MISSED_REASONS } from "@/core/missed-visit";
import { SITE_DOMAINS } from "@/core/standing";
import { id, moment, oneOf, recordedAt } from "@/db/columns";
import { authorities, authorityId } from "@/db/schema-authorities";
import { siteId } from "@/db/schema-sites";
import { userId, users } from "@/db/schema-users";
import { visits } from "@/db/schema-visits";

/** Why a place is to be visited beyond its interval, until a visit has done it. */
export const tasks = pgTable(
  "tasks",
  {
    id: id(),
    siteId: siteId(),
    domain: text().notNull(),
    authorityId: authorityId(),
    reason: text().notNull(),
    dueOn: date().notNull(),
    note: text(),
    /** The visit it follows, and its findings that were left open. */
    fromVisit: uuid().references(() => visits.id),
    openItems: text().array().notNull().default(sql`'{}'`),
    createdBy: text().references(() => users.id),
    createdAt: recordedAt(),
    remindedAt: moment(),
    doneByVisit: uuid().references(() => visits.id),
    doneAt: moment(),
  },
  (t) => [
    index("tasks_open").on(t.authorityId, t.dueOn).where(sql`done_at is null`),
    index("tasks_site").on(t.siteId, t.domain).where(sql`done_at is null`),
    uniqueIndex("tasks_of_visit").on(t.fromVisit).where(sql`done_at is null`),
    check("tasks_domain", oneOf("domain", SITE_DOMAINS)),
    check("tasks_reason", oneOf("reason", ["follow-up", "complaint"])),
  ],
);

/** Somebody went and could not inspect. */
export const missedVisits = pgTable(
  "missed_visits",
  {
    id: uuid().primaryKey(),
    siteId: siteId(),
    domain: text().notNull(),
    authorityId: authorityId(),
    userId: userId(),
    triedOn: date().notNull(),
    reason: text().notNull(),
    note: text(),
    recordedAt: recordedAt(),
  },
  (t) => [
    index("missed_visits_site").on(t.siteId),
    check("missed_visits_reason", oneOf("reason", MISSED_REASONS)),
  ],
);

/** How often places of a risk category are visited. */
export const riskCategories = pgTable(
  "risk_categories",
  {
    authorityId: authorityId(),
    domain: text().notNull(),
    code: text().notNull(),
    label: text().notNull(),
    months: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.authorityId, t.domain, t.code] }),
    check("risk_categories_domain", oneOf("domain", SITE_DOMAINS)),
    check("risk_categories_months", sql`${t.months} between 1 and 120`),
  ],
);

/** The risk category of a site, since when, and who said so; the newest holds. */
export const siteRisks = pgTable(
  "site_risks",
  {
    id: id(),
    siteId: siteId(),
    domain: text().notNull(),
    authorityId: authorityId(),
    code: text().notNull(),
    setBy: userId(),
    setAt: recordedAt(),
    validTo: moment(),
  },
  (t) => [
    uniqueIndex("site_risks_current").on(t.siteId, t.domain).where(sql`valid_to is null`),
    foreignKey({
      columns: [t.authorityId, t.domain, t.code],
      foreignColumns: [riskCategories.authorityId, riskCategories.domain, riskCategories.code],
    }),
  ],
);

/** Parts of an authority's territory: localities, or postcodes by how they begin. */
export const areas = pgTable(
  "areas",
  {
    id: id(),
    authorityId: authorityId(),
    name: text().notNull(),
    localities: text().array().notNull().default(sql`'{}'`),
    postcodes: text().array().notNull().default(sql`'{}'`),
    removedAt: moment(),
  },
  (t) => [uniqueIndex("areas_name").on(t.authorityId, t.name).where(sql`removed_at is null`)],
);

/** The authorities that keep a worklist here: others' imports need not write one. */
export const dueAuthorities = pgTable("due_authorities", {
  authorityId: bigint({ mode: "number" })
    .primaryKey()
    .references(() => authorities.id),
  builtAt: recordedAt(),
});

/**
 * Read model of the worklists: one row a site and domain, by whoever is competent for it; written
 * by `refreshDueVisits` alone. No reason and no end of days where nothing is due.
 */
export const dueVisits = pgTable(
  "due_visits",
  {
    siteId: bigint({ mode: "number" }).notNull(),
    domain: text().notNull(),
    authorityId: bigint({ mode: "number" }).notNull(),
    areaId: bigint({ mode: "number" }),
    /** The one that is named first. */
    reason: text(),
    dueOn: date().notNull(),
    /** All that are open, that one among them. */
    reasons: text().array().notNull().default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.domain] }),
    index("due_visits_authority").on(t.authorityId, t.dueOn, t.siteId, t.domain),
    index("due_visits_reason")
      .on(t.authorityId, t.reason, t.dueOn, t.siteId, t.domain)
      .where(sql`reason is not null`),
    index("due_visits_area")
      .on(t.areaId, t.dueOn, t.siteId, t.domain)
      .where(sql`area_id is not null`),
    check("due_visits_reason", oneOf("reason", DUE_REASONS)),
    check("due_visits_due", sql`(${t.reason} is null) = (${t.dueOn} = 'infinity')`),
  ],
);

/** What somebody means to visit on a day, in order. */
export const planStops = pgTable(
  "plan_stops",
  {
    userId: userId(),
    plannedOn: date().notNull(),
    siteId: siteId(),
    domain: text().notNull(),
    ordinal: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.plannedOn, t.siteId, t.domain] }),
    check("plan_stops_domain", oneOf("domain", SITE_DOMAINS)),
  ],
);
