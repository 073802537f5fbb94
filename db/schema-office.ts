import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { DUE_REASONS } from "@/core/due";
import { MISSED_REASONS } from "@/core/missed-visit";
import type { Inputs } from "@/core/scheme";
import { SITE_DOMAINS, STANDINGS } from "@/core/standing";
import { VISIT_KINDS, VISIT_STATES } from "@/core/visit-state";
import { id, moment, oneOf, recordedAt } from "@/db/columns";
import { authorities, authorityId, inspections, ratings, schemes, siteId } from "@/db/schema";
import { userId, users } from "@/db/schema-users";

/** A visit recorded here, from its draft on. What of it is public is copied on publication. */
export const visits = pgTable(
  "visits",
  {
    /** Made by the inspector's device: the same submission twice is one visit. */
    id: uuid().primaryKey(),
    siteId: siteId(),
    domain: text().notNull(),
    authorityId: authorityId(),
    schemeId: text().notNull(),
    schemeVersion: text().notNull(),
    kind: text().notNull(),
    inspectorId: userId(),
    state: text().notNull().default("draft"),
    /** The draft as its form keeps it (core/visit-draft). */
    document: jsonb().notNull(),
    /** One more with each saving, so that two devices do not undo each other's work. */
    revision: integer().notNull().default(1),
    savedAt: recordedAt(),
    createdAt: recordedAt(),
    visitedOn: date(),
    submittedAt: moment(),
    inputs: jsonb().$type<Inputs>(),
    outcome: text(),
    standing: text(),
    /** An emergency closure: published before it is confirmed. */
    emergency: boolean().notNull().default(false),
    /** When the result is due to be published by the scheme's delay. */
    publishAt: moment(),
    /** When a confirmation is overdue: then it is escalated or, of an emergency, lapses. */
    confirmBy: moment(),
    escalatedAt: moment(),
    /** The authority that did not make it and was told that it is to decide. */
    handedTo: bigint({ mode: "number" }).references(() => authorities.id),
    confirmedBy: text().references(() => users.id),
    confirmedAt: moment(),
    /** The published visit that this one corrects. */
    supersedes: uuid(),
    inspectionId: bigint({ mode: "number" }).references(() => inspections.id),
    ratingId: bigint({ mode: "number" }).references(() => ratings.id),
  },
  (t) => [
    foreignKey({
      columns: [t.schemeId, t.schemeVersion],
      foreignColumns: [schemes.id, schemes.version],
    }),
    foreignKey({ columns: [t.supersedes], foreignColumns: [t.id] }),
    index("visits_site").on(t.siteId, t.domain),
    index("visits_inspector").on(t.inspectorId, t.state),
    index("visits_pending")
      .on(t.siteId, t.domain)
      .where(sql`submitted_at is not null and state in ('draft', 'submitted', 'awaiting')`),
    index("visits_supersedes").on(t.supersedes).where(sql`supersedes is not null`),
    index("visits_open").on(t.authorityId, t.state).where(sql`state in ('submitted', 'awaiting')`),
    check("visits_domain", oneOf("domain", SITE_DOMAINS)),
    check("visits_kind", oneOf("kind", VISIT_KINDS)),
    check("visits_state", oneOf("state", VISIT_STATES)),
    check("visits_standing", oneOf("standing", STANDINGS)),
    check("visits_second_person", sql`${t.confirmedBy} <> ${t.inspectorId}`),
    check("visits_confirmed", sql`num_nonnulls(${t.confirmedBy}, ${t.confirmedAt}) in (0, 2)`),
    check(
      "visits_need_second_person",
      sql`${t.state} not in ('published', 'superseded') or ${t.confirmedBy} is not null or (${t.standing} in ('green', 'yellow') and ${t.supersedes} is null)`,
    ),
    check(
      "visits_rated",
      sql`${t.state} in ('draft', 'withdrawn') or num_nulls(${t.visitedOn}, ${t.submittedAt}, ${t.inputs}, ${t.standing}) = 0`,
    ),
    check(
      "visits_published",
      sql`${t.state} not in ('published', 'superseded') or num_nulls(${t.inspectionId}, ${t.ratingId}) = 0`,
    ),
  ],
);

const visitId = () =>
  uuid()
    .notNull()
    .references(() => visits.id);

/** Who did what to a visit, when and why; append-only. */
export const visitSteps = pgTable(
  "visit_steps",
  {
    id: id(),
    visitId: visitId(),
    fromState: text(),
    toState: text().notNull(),
    /** Null where time did it. */
    actorId: text().references(() => users.id),
    at: recordedAt(),
    reason: text(),
  },
  (t) => [index("visit_steps_visit").on(t.visitId, t.id), index("visit_steps_at").on(t.at)],
);

/**
 * That a public result should not stand: asked for by one person and decided by another. Whoever
 * asked may take it back; nobody decides where the result was corrected meanwhile.
 */
export const withdrawals = pgTable(
  "withdrawals",
  {
    id: id(),
    visitId: visitId(),
    reason: text().notNull(),
    askedBy: userId(),
    askedAt: recordedAt(),
    /** When those who may decide were told, and when again since nobody did. */
    toldAt: moment(),
    escalatedAt: moment(),
    decidedBy: text().references(() => users.id),
    decidedAt: moment(),
    confirmed: boolean(),
    /** Why it was refused. */
    answer: text(),
  },
  (t) => [
    uniqueIndex("withdrawals_open").on(t.visitId).where(sql`decided_at is null`),
    check(
      "withdrawals_second_person",
      sql`not ${t.confirmed} or ${t.decidedBy} is not null and ${t.decidedBy} <> ${t.askedBy}`,
    ),
    check(
      "withdrawals_decided",
      sql`num_nonnulls(${t.decidedAt}, ${t.confirmed}) in (0, 2) and (${t.decidedBy} is null or ${t.decidedAt} is not null)`,
    ),
  ],
);

/** A picture of a visit: the original sealed by its hash, a cleaned copy for what may be public. */
export const attachments = pgTable(
  "attachments",
  {
    id: uuid().primaryKey().defaultRandom(),
    visitId: visitId(),
    /** The checklist item it shows, null for the place as a whole. */
    itemCode: text(),
    /** Of the original's bytes. */
    sha256: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    uploadedBy: userId(),
    uploadedAt: recordedAt(),
    removedAt: moment(),
  },
  (t) => [
    uniqueIndex("attachments_once").on(t.visitId, t.sha256).where(sql`${t.removedAt} is null`),
    check("attachments_sha256", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

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

/** Sentences that inspectors of an authority choose from, by checklist item and language. */
export const itemComments = pgTable(
  "item_comments",
  {
    id: id(),
    authorityId: authorityId(),
    schemeId: text().notNull(),
    itemCode: text().notNull(),
    language: text().notNull(),
    text: text().notNull(),
    createdBy: text().references(() => users.id),
    createdAt: recordedAt(),
    retiredAt: moment(),
  },
  (t) => [
    index("item_comments_scheme").on(t.authorityId, t.schemeId).where(sql`retired_at is null`),
    check("item_comments_text", sql`length(${t.text}) between 1 and 500`),
  ],
);

/** Somebody who must not inspect or judge a place, and why. */
export const conflicts = pgTable(
  "conflicts",
  {
    id: id(),
    userId: userId(),
    siteId: siteId(),
    reason: text().notNull(),
    declaredAt: recordedAt(),
    endedAt: moment(),
  },
  (t) => [uniqueIndex("conflicts_current").on(t.userId, t.siteId).where(sql`ended_at is null`)],
);

/** A scheme version that an authority means to apply from a day on; a second person decides. */
export const schemeChanges = pgTable(
  "scheme_changes",
  {
    id: id(),
    authorityId: authorityId(),
    domain: text().notNull(),
    schemeId: text().notNull(),
    schemeVersion: text().notNull(),
    validFrom: date().notNull(),
    proposedBy: userId(),
    proposedAt: recordedAt(),
    decidedBy: text().references(() => users.id),
    decidedAt: moment(),
    confirmed: boolean(),
    reason: text(),
  },
  (t) => [
    uniqueIndex("scheme_changes_open").on(t.authorityId, t.domain).where(sql`decided_at is null`),
    foreignKey({
      columns: [t.schemeId, t.schemeVersion],
      foreignColumns: [schemes.id, schemes.version],
    }),
    check("scheme_changes_second_person", sql`${t.decidedBy} <> ${t.proposedBy}`),
    check(
      "scheme_changes_decided",
      sql`num_nonnulls(${t.decidedBy}, ${t.decidedAt}, ${t.confirmed}) in (0, 3)`,
    ),
  ],
);

/** Mail to be sent; a dead mail server loses none. Gone with its retention, not with its sending. */
export const mails = pgTable(
  "mails",
  {
    id: uuid().primaryKey().defaultRandom(),
    recipient: text().notNull(),
    locale: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    /** The visit whose report goes with it. */
    reportOf: uuid().references(() => visits.id),
    queuedAt: recordedAt(),
    sentAt: moment(),
    tries: integer().notNull().default(0),
    lastError: text(),
    /** When it was clear that it will not arrive: the address was refused, or days went by. */
    givenUpAt: moment(),
  },
  (t) => [
    index("mails_waiting").on(t.queuedAt).where(sql`sent_at is null and given_up_at is null`),
  ],
);
