import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, recordedAt } from "@/db/columns";
import { authorityId } from "@/db/schema-authorities";
import { schemes } from "@/db/schema-schemes";
import { siteId } from "@/db/schema-sites";
import { userId, users } from "@/db/schema-users";
import { visits } from "@/db/schema-visits";

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
