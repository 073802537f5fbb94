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
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Inputs } from "@/core/scheme";
import { SITE_DOMAINS, STANDINGS } from "@/core/standing";
import { VISIT_KINDS, VISIT_STATES } from "@/core/visit-state";
import { id, moment, oneOf, recordedAt } from "@/db/columns";
import { authorities, authorityId } from "@/db/schema-authorities";
import { inspections, ratings } from "@/db/schema-ratings";
import { schemes } from "@/db/schema-schemes";
import { siteId } from "@/db/schema-sites";
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
