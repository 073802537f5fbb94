import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, text } from "drizzle-orm/pg-core";
import { recordedAt } from "@/db/columns";
import { sites } from "@/db/schema-sites";

/** Append-only publication log: ids, kinds and salted hashes, never content (DESIGN §1). */
export const events = pgTable(
  "events",
  {
    position: bigint({ mode: "number" }).primaryKey(),
    kind: text().notNull(),
    /** A site or a legal entity. */
    siteId: bigint({ mode: "number" }).references(() => sites.id),
    entityId: bigint({ mode: "number" }),
    contentHash: text().notNull(),
    at: recordedAt(),
  },
  (t) => [
    check("events_subject", sql`num_nonnulls(${t.siteId}, ${t.entityId}) = 1`),
    index("events_endings").on(t.siteId, t.position).where(sql`${t.kind} in ('ended', 'reopened')`),
  ],
);

/** One row: the last position given. Locked last in a transaction, so positions have no gap. */
export const eventCounter = pgTable(
  "event_counter",
  {
    only: boolean().primaryKey().default(true),
    position: bigint({ mode: "number" }).notNull(),
    /** Moves with every publication, also one that changes no listing: what caches go by. */
    revision: bigint({ mode: "number" }).notNull().default(0),
  },
  (t) => [check("event_counter_only", sql`${t.only}`)],
);
