import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { CATEGORIES, SITE_KINDS } from "@/core/category";
import { SITE_DOMAINS } from "@/core/standing";
import { id, isWebAddress, oneOf, recordedAt } from "@/db/columns";
import { authorityId, sourceId } from "@/db/schema-authorities";

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
