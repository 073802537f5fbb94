import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, moment, oneOf, recordedAt } from "@/db/columns";
import { sourceId } from "@/db/schema-authorities";
import { entityId, legalEntities } from "@/db/schema-legal-entities";
import { siteId, sites } from "@/db/schema-sites";
import { userId, users } from "@/db/schema-users";

/** What a legal entity goes by, and when; the names of natural persons never come here. */
export const entityNames = pgTable(
  "entity_names",
  {
    id: id(),
    entityId: bigint({ mode: "number" }).notNull(),
    sourceId: bigint({ mode: "number" }).notNull(),
    name: text().notNull(),
    normal: text().notNull(),
    tokens: text().array().notNull(),
    language: text().notNull(),
    validFrom: date(),
    validTo: date(),
  },
  (t) => [
    uniqueIndex("entity_names_current").on(t.entityId).where(sql`${t.validTo} is null`),
    index("entity_names_former").on(t.entityId).where(sql`${t.validTo} is not null`),
    check("entity_names_name", sql`${t.name} <> ''`),
  ],
);

/** Where a legal entity says it is; the addresses of natural persons never come here. */
export const entityAddresses = pgTable(
  "entity_addresses",
  {
    id: id(),
    entityId: entityId(),
    sourceId: sourceId(),
    line: text(),
    locality: text(),
    postcode: text(),
    normal: text().notNull(),
    /** Digits alone, without the code of the country. */
    phone: text(),
    latE6: integer("lat_e6"),
    lonE6: integer("lon_e6"),
    validFrom: date(),
    validTo: date(),
  },
  (t) => [
    uniqueIndex("entity_addresses_current").on(t.entityId).where(sql`${t.validTo} is null`),
    index("entity_addresses_place").on(t.postcode, t.locality).where(sql`${t.validTo} is null`),
    index("entity_addresses_phone")
      .on(t.phone)
      .where(sql`${t.phone} is not null and ${t.validTo} is null`),
    check("entity_addresses_nowhere", sql`not (${t.latE6} = 0 and ${t.lonE6} = 0)`),
  ],
);

/** By which telephone a site is reached, as its source tells. */
export const sitePhones = pgTable(
  "site_phones",
  {
    siteId: siteId(),
    sourceId: sourceId(),
    /** Digits alone, without the code of the country. */
    phone: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.sourceId] }), index("site_phones_phone").on(t.phone)],
);

/** Where a site came without a number: who may run it, and what speaks for that. A person decides. */
export const matchCandidates = pgTable(
  "match_candidates",
  {
    id: id(),
    siteId: siteId(),
    entityId: entityId(),
    /** 0 to 1. */
    score: real().notNull(),
    /** What was compared, as in core/match-evidence. */
    evidence: jsonb().notNull(),
    state: text().notNull().default("proposed"),
    proposedAt: recordedAt(),
    /** The rule that linked them by itself; null where a person decides. */
    rule: text(),
    decidedBy: text().references(() => users.id),
    decidedAt: moment(),
    reason: text(),
  },
  (t) => [
    uniqueIndex("match_candidates_open")
      .on(t.siteId, t.entityId)
      .where(sql`${t.state} in ('proposed', 'confirmed')`),
    uniqueIndex("match_candidates_confirmed").on(t.siteId).where(sql`${t.state} = 'confirmed'`),
    index("match_candidates_entity").on(t.entityId),
    index("match_candidates_proposed").on(t.score).where(sql`${t.state} = 'proposed'`),
    check(
      "match_candidates_state",
      oneOf("state", ["proposed", "confirmed", "refused", "undone", "outdated"]),
    ),
    check(
      "match_candidates_decided",
      sql`${t.state} in ('proposed', 'outdated') or ${t.decidedAt} is not null
        and (${t.decidedBy} is not null or ${t.rule} is not null)`,
    ),
  ],
);

/** Sites and entities that became one or several; what was undone stays on record. */
export const lineage = pgTable(
  "lineage",
  {
    id: id(),
    kind: text().notNull(),
    fromSite: bigint({ mode: "number" }).references(() => sites.id),
    toSite: bigint({ mode: "number" }).references(() => sites.id),
    fromEntity: bigint({ mode: "number" }).references(() => legalEntities.id),
    toEntity: bigint({ mode: "number" }).references(() => legalEntities.id),
    reason: text().notNull(),
    doneBy: userId(),
    doneAt: recordedAt(),
    undoneBy: text().references(() => users.id),
    undoneAt: moment(),
    undoneReason: text(),
  },
  (t) => [
    check("lineage_kind", oneOf("kind", ["merged", "split", "moved"])),
    check(
      "lineage_subject",
      sql`num_nulls(${t.fromSite}, ${t.toSite}) = 0 and num_nonnulls(${t.fromEntity}, ${t.toEntity}) = 0
        or num_nulls(${t.fromEntity}, ${t.toEntity}) = 0 and num_nonnulls(${t.fromSite}, ${t.toSite}) = 0`,
    ),
    check(
      "lineage_undone",
      sql`num_nonnulls(${t.undoneBy}, ${t.undoneAt}, ${t.undoneReason}) in (0, 3)`,
    ),
    index("lineage_from_site").on(t.fromSite),
    index("lineage_to_site").on(t.toSite),
    index("lineage_from_entity").on(t.fromEntity),
    index("lineage_to_entity").on(t.toEntity),
  ],
);

/** What a merger or a split moved from one to the other, and what it changed: enough to undo it. */
export const lineageMoves = pgTable(
  "lineage_moves",
  {
    lineageId: bigint({ mode: "number" })
      .notNull()
      .references(() => lineage.id),
    what: text().notNull(),
    /** The key of what was moved, or how something was before. */
    item: jsonb().notNull(),
  },
  (t) => [
    index("lineage_moves_lineage").on(t.lineageId),
    check(
      "lineage_moves_what",
      oneOf("what", ["identifier", "operator", "entry", "link", "candidate", "before"]),
    ),
  ],
);

/** Addresses and ids on the web by which a shop is found: `shop.example/blue-door`. */
export const siteLinks = pgTable(
  "site_links",
  {
    siteId: siteId(),
    /** Without protocol and `www.`, lower case host, no query: as core/shop-link makes it. */
    link: text().notNull(),
    validFrom: date(),
    validTo: date(),
  },
  (t) => [
    uniqueIndex("site_links_current").on(t.link).where(sql`${t.validTo} is null`),
    index("site_links_site").on(t.siteId),
  ],
);

/** Where a vendor that moves stands on a day; the place it is shown at is today's, or none. */
export const pitches = pgTable(
  "pitches",
  {
    id: id(),
    siteId: siteId(),
    on: date("on_day").notNull(),
    place: text().notNull(),
    latE6: integer("lat_e6").notNull(),
    lonE6: integer("lon_e6").notNull(),
    recordedBy: text().references(() => users.id),
    recordedAt: recordedAt(),
  },
  (t) => [
    uniqueIndex("pitches_day").on(t.siteId, t.on),
    check("pitches_nowhere", sql`not (${t.latE6} = 0 and ${t.lonE6} = 0)`),
  ],
);
