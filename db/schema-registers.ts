import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ENTRY_CLASSES, ENTRY_KINDS, ENTRY_STATES } from "@/core/register-entry";
import { id, oneOf, recordedAt } from "@/db/columns";
import { authorityId, sourceId } from "@/db/schema-authorities";
import { legalEntities } from "@/db/schema-legal-entities";
import { sites } from "@/db/schema-sites";
import { users } from "@/db/schema-users";

/** What a register says of a site or an entity: with grounds, an end and a remedy (law 7). */
export const registerEntries = pgTable(
  "register_entries",
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().notNull(),
    class: text("entry_class").notNull(),
    siteId: bigint({ mode: "number" }).references(() => sites.id),
    entityId: bigint({ mode: "number" }).references(() => legalEntities.id),
    authorityId: authorityId(),
    sourceId: sourceId(),
    /** The register's own id of it. */
    sourceKey: text().notNull(),
    language: text().notNull(),
    legalBasis: text().notNull(),
    grounds: text().notNull(),
    /** Where the decision can be read: a number or an address of it. */
    evidence: text(),
    remedy: text().notNull(),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    state: text().notNull().default("active"),
    /** The state that its source said last; null where an official recorded it. */
    sourceState: text(),
    /** Whether the log says that it appeared, and not yet that it went. */
    shown: boolean().notNull().default(false),
    /** The entry by which its source says it anew. */
    supersededBy: uuid(),
    /** Salts the hashes of its events. */
    salt: uuid().notNull().defaultRandom(),
    rowHash: text().notNull(),
    recordedBy: text().references(() => users.id),
    recordedAt: recordedAt(),
  },
  (t) => [
    uniqueIndex("register_entries_key")
      .on(t.sourceId, t.sourceKey)
      .where(sql`${t.supersededBy} is null`),
    index("register_entries_site").on(t.siteId).where(sql`${t.siteId} is not null`),
    index("register_entries_entity").on(t.entityId).where(sql`${t.entityId} is not null`),
    index("register_entries_ends").on(t.endsOn).where(sql`${t.state} in ('active', 'disputed')`),
    index("register_entries_begins")
      .on(t.startsOn)
      .where(sql`${t.state} in ('active', 'disputed') and not ${t.shown}`),
    index("register_entries_authority").on(t.authorityId, t.recordedAt),
    check("register_entries_kind", oneOf("kind", ENTRY_KINDS)),
    check("register_entries_class", oneOf("entry_class", ENTRY_CLASSES)),
    check("register_entries_state", oneOf("state", ENTRY_STATES)),
    check("register_entries_source_state", oneOf("source_state", ENTRY_STATES)),
    check("register_entries_subject", sql`num_nonnulls(${t.siteId}, ${t.entityId}) = 1`),
    check(
      "register_entries_superseded",
      sql`${t.supersededBy} is null or ${t.state} in ('repaired', 'expired')`,
    ),
    check(
      "register_entries_term",
      sql`${t.endsOn} > ${t.startsOn} and ${t.endsOn} <= ${t.startsOn} + make_interval(months =>
        case ${t.class} when 'minor' then 3 when 'general' then 12 else 36 end)`,
    ),
  ],
);

/** Who took an entry from one state to another, when and why; append-only. */
export const registerSteps = pgTable(
  "register_steps",
  {
    id: id(),
    entryId: uuid()
      .notNull()
      .references(() => registerEntries.id),
    state: text().notNull(),
    at: recordedAt(),
    /** Null for an importer or the clock. */
    userId: text().references(() => users.id),
    reason: text().notNull(),
  },
  (t) => [
    index("register_steps_entry").on(t.entryId, t.id),
    check("register_steps_state", oneOf("state", ENTRY_STATES)),
  ],
);
