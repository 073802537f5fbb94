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
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { CATEGORIES, SITE_KINDS } from "@/core/category";
import { LEGAL_FORMS } from "@/core/legal-form";
import type { Inputs, Scheme } from "@/core/scheme";
import { DOMAINS, SITE_DOMAINS, STANDINGS } from "@/core/standing";
import { id, moment, oneOf, recordedAt } from "@/db/columns";

/** Nothing else may become a link. */
const isWebAddress = (column: string) => sql.raw(`${column} ~* '^https?://'`);

export const authorities = pgTable(
  "authorities",
  {
    id: id(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    country: text().notNull(),
    language: text().notNull(),
    website: text(),
    email: text(),
    invented: boolean().notNull(),
    /** Name of the IANA database: what day and what time it is for its officials. */
    timeZone: text().notNull().default("UTC"),
  },
  () => [
    check("authorities_website", isWebAddress("website")),
    // Refuses with a fault of its own what is no time zone.
    check(
      "authorities_time_zone",
      sql.raw("timezone(time_zone, '2000-01-01 00:00+00'::timestamptz) is not null"),
    ),
  ],
);

export const authorityId = () =>
  bigint({ mode: "number" })
    .notNull()
    .references(() => authorities.id);

export const schemes = pgTable(
  "schemes",
  {
    id: text().notNull(),
    version: text().notNull(),
    domain: text().notNull(),
    /** SHA-256 of the text: a version in use never changes. */
    hash: text().notNull(),
    /** For questions asked in SQL. */
    document: jsonb().$type<Scheme>().notNull(),
    /** The same as it was published: binary JSON puts keys in another order. */
    text: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.version] }),
    check("schemes_domain", oneOf("domain", DOMAINS)),
  ],
);

/** Under which scheme version an authority's ratings of a domain are published, and since when. */
export const authoritySchemes = pgTable(
  "authority_schemes",
  {
    authorityId: authorityId(),
    schemeId: text().notNull(),
    schemeVersion: text().notNull(),
    validFrom: date().notNull(),
    validTo: date(),
  },
  (t) => [
    primaryKey({ columns: [t.authorityId, t.schemeId, t.schemeVersion, t.validFrom] }),
    foreignKey({
      columns: [t.schemeId, t.schemeVersion],
      foreignColumns: [schemes.id, schemes.version],
    }),
  ],
);

/** A publication or system that records come from: the unit in which a snapshot is complete. */
export const sources = pgTable(
  "sources",
  {
    id: id(),
    key: text().notNull().unique(),
    format: text().notNull(),
    authorityId: authorityId(),
    domain: text().notNull(),
    name: text().notNull(),
    licence: text(),
    licenceUrl: text(),
    url: text(),
    language: text().notNull(),
    /** Day of the newest complete snapshot, null before the first. */
    completeAsOf: date(),
    /** Day of the newest snapshot, complete or partial. */
    asOf: date().notNull(),
  },
  () => [
    check("sources_url", isWebAddress("url")),
    check("sources_licence_url", isWebAddress("licence_url")),
  ],
);

export const sites = pgTable(
  "sites",
  {
    id: id(),
    publicId: text().notNull().unique(),
    kind: text().notNull(),
    category: text().notNull(),
    categoryAsPublished: text(),
    website: text(),
    state: text().notNull().default("open"),
    closedOn: date(),
    mergedInto: bigint({ mode: "number" }),
    /** Salts the hashes in the event log; gone with the site's content when the law wants it. */
    salt: uuid().notNull().defaultRandom(),
    recordedAt: recordedAt(),
  },
  (t) => [
    check("sites_public_id", sql`${t.publicId} ~ '^[0-9A-HJKMNP-TV-Z]{10}$'`),
    check("sites_kind", oneOf("kind", SITE_KINDS)),
    check("sites_category", oneOf("category", CATEGORIES)),
    check("sites_state", oneOf("state", ["open", "closed", "merged"])),
    check("sites_website", isWebAddress("website")),
    check("sites_merged", sql`(${t.state} = 'merged') = (${t.mergedInto} is not null)`),
    foreignKey({ columns: [t.mergedInto], foreignColumns: [t.id] }),
    index("sites_merged_into").on(t.mergedInto).where(sql`${t.mergedInto} is not null`),
  ],
);

export const siteId = () =>
  bigint({ mode: "number" })
    .notNull()
    .references(() => sites.id);
export const sourceId = () =>
  bigint({ mode: "number" })
    .notNull()
    .references(() => sources.id);

export const siteNames = pgTable(
  "site_names",
  {
    id: id(),
    siteId: siteId(),
    sourceId: sourceId(),
    name: text().notNull(),
    normal: text().notNull(),
    tokens: text().array().notNull(),
    /** Null where the source does not say since when. */
    validFrom: date(),
    validTo: date(),
  },
  (t) => [
    uniqueIndex("site_names_current").on(t.siteId).where(sql`${t.validTo} is null`),
    index("site_names_former").on(t.siteId).where(sql`${t.validTo} is not null`),
    check("site_names_name", sql`${t.name} <> ''`),
  ],
);

export const siteAddresses = pgTable(
  "site_addresses",
  {
    id: id(),
    siteId: siteId(),
    sourceId: sourceId(),
    line: text(),
    locality: text(),
    postcode: text(),
    normal: text().notNull(),
    tokens: text().array().notNull(),
    latE6: integer("lat_e6"),
    lonE6: integer("lon_e6"),
    /** 48-bit Morton number on the 24-bit Web-Mercator grid. */
    morton: bigint({ mode: "number" }),
    gridX: integer(),
    gridY: integer(),
    validFrom: date(),
    validTo: date(),
  },
  (t) => [
    uniqueIndex("site_addresses_current").on(t.siteId).where(sql`${t.validTo} is null`),
    check("site_addresses_nowhere", sql`not (${t.latE6} = 0 and ${t.lonE6} = 0)`),
    check(
      "site_addresses_position",
      sql`num_nulls(${t.latE6}, ${t.lonE6}, ${t.morton}, ${t.gridX}, ${t.gridY}) in (0, 5)`,
    ),
  ],
);

/** One competent authority per site and domain at a time. */
export const siteAuthorities = pgTable(
  "site_authorities",
  {
    siteId: siteId(),
    domain: text().notNull(),
    authorityId: authorityId(),
    validFrom: date().notNull(),
    validTo: date(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.domain, t.validFrom] }),
    uniqueIndex("site_authorities_current").on(t.siteId, t.domain).where(sql`${t.validTo} is null`),
    check("site_authorities_domain", oneOf("domain", SITE_DOMAINS)),
  ],
);

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

/** Which of a source's own ids stands for which site; an id given to another business is released. */
export const siteSources = pgTable(
  "site_sources",
  {
    id: id(),
    sourceId: sourceId(),
    sourceKey: text().notNull(),
    siteId: siteId(),
    /** Of the site row as last read: equal means nothing to do. */
    rowHash: text().notNull(),
    resultPending: boolean().notNull(),
    firstSeenOn: date().notNull(),
    lastSeenOn: date().notNull(),
    goneOn: date(),
    releasedOn: date(),
    /** True once the site goes by a newer id of its source. */
    replaced: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("site_sources_current")
      .on(t.sourceId, t.sourceKey)
      .where(sql`${t.releasedOn} is null`),
    uniqueIndex("site_sources_site").on(t.siteId).where(sql`not ${t.replaced}`),
    index("site_sources_listed")
      .on(t.sourceId)
      .where(sql`${t.releasedOn} is null and ${t.goneOn} is null`),
    index("site_sources_gone")
      .on(t.sourceId)
      .where(sql`${t.releasedOn} is null and ${t.goneOn} is not null`),
  ],
);

/** Replies of operators, as they stood when; never edited. */
export const replies = pgTable(
  "replies",
  {
    id: id(),
    siteId: siteId(),
    sourceId: sourceId(),
    text: text().notNull(),
    validFrom: date().notNull(),
    validTo: date(),
  },
  (t) => [uniqueIndex("replies_current").on(t.siteId).where(sql`${t.validTo} is null`)],
);

export const inspections = pgTable(
  "inspections",
  {
    id: id(),
    siteId: siteId(),
    domain: text().notNull(),
    sourceId: sourceId(),
    sourceKey: text().notNull(),
    visitedOn: date().notNull(),
    type: text(),
    contentHash: text().notNull(),
    sourceAsOf: date().notNull(),
    recordedAt: recordedAt(),
    supersededBy: bigint({ mode: "number" }),
  },
  (t) => [
    uniqueIndex("inspections_current")
      .on(t.sourceId, t.sourceKey)
      .where(sql`${t.supersededBy} is null`),
    index("inspections_site").on(t.siteId),
    check("inspections_domain", oneOf("domain", SITE_DOMAINS)),
  ],
);

export const findings = pgTable(
  "findings",
  {
    inspectionId: bigint({ mode: "number" })
      .notNull()
      .references(() => inspections.id),
    ordinal: smallint().notNull(),
    code: text(),
    text: text().notNull(),
    severity: text(),
    severityAsPublished: text(),
    correctedOnSite: boolean().notNull(),
    /** Found out of order at the routine visit before, too. */
    repeated: boolean().notNull().default(false),
    action: text(),
    courtOutcome: text(),
    fine: numeric({ mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.inspectionId, t.ordinal] }),
    check("findings_severity", oneOf("severity", ["minor", "significant", "crucial"])),
  ],
);

/** Superseded, never edited: which one is current follows the sources' dates, never arrival. */
export const ratings = pgTable(
  "ratings",
  {
    id: bigint({ mode: "number" }).primaryKey(),
    siteId: siteId(),
    domain: text().notNull(),
    sourceId: sourceId(),
    schemeId: text(),
    schemeVersion: text(),
    /** The visit it is the result of; null for a source's result of the site as a whole. */
    visitKey: text(),
    origin: text().notNull(),
    published: text(),
    inputs: jsonb().$type<Inputs>().notNull(),
    outcome: text(),
    standing: text().notNull(),
    ratedOn: date(),
    sourceAsOf: date().notNull(),
    contentHash: text().notNull(),
    recordedAt: recordedAt(),
    supersededBy: bigint({ mode: "number" }),
  },
  (t) => [
    uniqueIndex("ratings_current")
      .on(t.siteId, t.domain, t.sourceId)
      .where(sql`${t.supersededBy} is null`),
    index("ratings_site").on(t.siteId),
    index("ratings_newest").on(t.sourceId, t.id),
    index("ratings_series").on(t.sourceId, t.siteId, t.visitKey),
    foreignKey({
      columns: [t.schemeId, t.schemeVersion],
      foreignColumns: [schemes.id, schemes.version],
    }),
    check("ratings_domain", oneOf("domain", SITE_DOMAINS)),
    check("ratings_standing", oneOf("standing", STANDINGS)),
    check("ratings_origin", oneOf("origin", ["published", "computed"])),
    check(
      "ratings_colour_has_outcome",
      sql`(${t.outcome} is not null) = (${t.standing} in ('green', 'yellow', 'red'))`,
    ),
    check(
      "ratings_no_sentinel_date",
      sql`${t.ratedOn} > '1950-01-01' and ${t.ratedOn} <= ${t.sourceAsOf} + 1`,
    ),
  ],
);

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
