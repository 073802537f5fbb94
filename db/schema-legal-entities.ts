import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { LEGAL_FORMS } from "@/core/legal-form";
import { id, moment, oneOf, recordedAt } from "@/db/columns";
import { sourceId } from "@/db/schema-authorities";
import { siteId } from "@/db/schema-sites";

export const legalEntities = pgTable(
  "legal_entities",
  {
    id: id(),
    /** Null where no source states it: no tax standing then, it may be a natural person. */
    legalForm: text(),
    /** Which source states the form, as of when; without one the number itself proves it. */
    legalFormSourceId: bigint({ mode: "number" }),
    legalFormAsOf: date(),
    /** Why an official corrected the form; no source overrules that. */
    legalFormReason: text(),
    state: text().notNull().default("active"),
    mergedInto: bigint({ mode: "number" }),
    /** Salts the hashes in the event log; gone with the entity's content when the law wants it. */
    salt: uuid().notNull().defaultRandom(),
    recordedAt: recordedAt(),
  },
  (t) => [
    check("legal_entities_legal_form", oneOf("legal_form", LEGAL_FORMS)),
    check("legal_entities_state", oneOf("state", ["active", "ended", "merged"])),
    check("legal_entities_merged", sql`(${t.state} = 'merged') = (${t.mergedInto} is not null)`),
    foreignKey({ columns: [t.mergedInto], foreignColumns: [t.id] }),
  ],
);

export const entityId = () =>
  bigint({ mode: "number" })
    .notNull()
    .references(() => legalEntities.id);

/** As of several tables that tax deliveries fill: a trigger checks what `entity_id` refers to. */
export const entityIdentifiers = pgTable(
  "entity_identifiers",
  {
    entityId: bigint({ mode: "number" }).notNull(),
    scheme: text().notNull(),
    level: text().notNull(),
    number: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.scheme, t.number] }),
    index("entity_identifiers_entity").on(t.entityId),
    check("entity_identifiers_level", oneOf("level", ["entity", "establishment"])),
    // Thirteen characters are a natural person's.
    check("entity_identifiers_personal", sql`${t.scheme} <> 'mx-rfc' or length(${t.number}) = 12`),
  ],
);

export const siteOperators = pgTable(
  "site_operators",
  {
    siteId: siteId(),
    entityId: entityId(),
    sourceId: sourceId(),
    validFrom: date().notNull(),
    validTo: date(),
    /**
     * By its number in the source, because a person confirmed a candidate, or by a rule of
     * core/match-evidence.
     */
    evidence: text().notNull().default("number"),
    /** When it turned out never to have been so; kept, but counted nowhere. */
    undoneAt: moment(),
  },
  (t) => [
    check("site_operators_evidence", oneOf("evidence", ["number", "confirmed", "rule"])),
    primaryKey({ columns: [t.siteId, t.entityId, t.validFrom] }),
    uniqueIndex("site_operators_current").on(t.siteId).where(sql`${t.validTo} is null`),
    index("site_operators_entity").on(t.entityId).where(sql`${t.validTo} is null`),
  ],
);
