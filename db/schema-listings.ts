import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { isLegalPerson, LEGAL_FORMS } from "@/core/legal-form";
import { STANDINGS } from "@/core/standing";
import { moment, oneOf } from "@/db/columns";
import { textByCodePoint, tsvector } from "@/db/tsvector";

/** Public read model: one row a site, written by `publish` alone. */
export const listings = pgTable(
  "listings",
  {
    siteId: bigint({ mode: "number" }).primaryKey(),
    publicId: text().notNull().unique(),
    slug: text().notNull(),
    name: text().notNull(),
    /** Sorted by code points, as the facets of names count on. */
    nameNormal: textByCodePoint().notNull(),
    formerNames: text().array().notNull(),
    language: text().notNull(),
    kind: text().notNull(),
    category: text().notNull(),
    address: text(),
    locality: text(),
    postcode: text(),
    website: text(),
    latE6: integer("lat_e6"),
    lonE6: integer("lon_e6"),
    morton: bigint({ mode: "number" }),
    /** On the 24-bit Web-Mercator grid: distances by it are true in all directions nearby. */
    gridX: integer(),
    gridY: integer(),
    nameTokens: tsvector().notNull(),
    tokens: tsvector().notNull(),
    authorityId: bigint({ mode: "number" }).notNull(),
    entityId: bigint({ mode: "number" }),
    state: text().notNull(),
    endedOn: date(),
    resultPending: boolean().notNull(),
    foodStanding: text(),
    foodScheme: text(),
    foodOutcome: text(),
    foodPublished: text(),
    foodRatedOn: date(),
    foodAsOf: date(),
    goodsStanding: text(),
    goodsScheme: text(),
    goodsOutcome: text(),
    goodsPublished: text(),
    goodsRatedOn: date(),
    goodsAsOf: date(),
    /** The first day on which the rating is older than its scheme's interval. */
    foodStaleOn: date(),
    goodsStaleOn: date(),
    /** When time alone will next change what is shown; null where it never will. */
    nextChangeAt: moment(),
    /** Of the listed legal entity that runs it; null without one. */
    taxStanding: text(),
    taxScheme: text(),
    taxOutcome: text(),
    taxAsOf: date(),
  },
  (t) => [
    check("listings_tax_standing", oneOf("tax_standing", STANDINGS)),
    check(
      "listings_tax_colour",
      sql`(${t.taxOutcome} is not null) = (${t.taxStanding} in ('green', 'yellow', 'red'))`,
    ),
    // Words and facets in one index, so that posting lists meet before any row is read.
    index("listings_search")
      .using(
        "gin",
        t.tokens,
        t.nameTokens,
        sql`listing_facets(${t.authorityId}, ${t.category}, ${t.foodStanding}, ${t.goodsStanding}, ${t.taxStanding}, ${t.morton}, ${t.nameNormal}, ${t.foodRatedOn}, ${t.goodsRatedOn}, ${t.taxAsOf})`,
      )
      // A list of what is pending would be searched by every reader and sorted in by one writer.
      .with({ fastupdate: false }),
    // With all that a view of the map filters and sorts by, so that no row is read for it.
    index("listings_morton").on(
      t.morton,
      t.siteId,
      t.category,
      t.foodStanding,
      t.goodsStanding,
      t.taxStanding,
      t.authorityId,
      t.foodRatedOn,
      t.goodsRatedOn,
      t.taxAsOf,
      t.nameNormal,
    ),
    index("listings_place").using("gist", sql`point(${t.gridX}, ${t.gridY})`),
    index("listings_name").on(t.nameNormal, t.siteId),
    index("listings_food_rated").on(sql`coalesce(${t.foodRatedOn}, '-infinity')`, t.siteId),
    index("listings_goods_rated")
      .on(sql`coalesce(${t.goodsRatedOn}, '-infinity')`, t.siteId)
      .where(sql`${t.goodsStanding} is not null`),
    index("listings_tax_dated")
      .on(sql`coalesce(${t.taxAsOf}, '-infinity')`, t.siteId)
      .where(sql`${t.taxStanding} is not null`),
    index("listings_authority").on(t.authorityId, t.nameNormal, t.siteId),
    index("listings_entity")
      .on(t.entityId, t.nameNormal, t.siteId)
      .where(sql`${t.entityId} is not null`),
    index("listings_food_outcome")
      .on(t.foodScheme, t.foodOutcome)
      .where(sql`${t.foodOutcome} is not null`),
    index("listings_goods_outcome")
      .on(t.goodsScheme, t.goodsOutcome)
      .where(sql`${t.goodsOutcome} is not null`),
    index("listings_next_change").on(t.nextChangeAt).where(sql`${t.nextChangeAt} is not null`),
  ],
);

/** Counts of listed sites per cell of the map grid, zoom 3 to 14, written by `publish` alone. */
export const mapCells = pgTable(
  "map_cells",
  {
    domain: text().notNull(),
    zoom: smallint().notNull(),
    cell: bigint({ mode: "number" }).notNull(),
    category: text().notNull(),
    green: integer().notNull(),
    yellow: integer().notNull(),
    red: integer().notNull(),
    unrated: integer().notNull(),
    sumLatE6: bigint("sum_lat_e6", { mode: "number" }).notNull(),
    sumLonE6: bigint("sum_lon_e6", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.domain, t.zoom, t.cell, t.category] })],
);

/** Counts of listed sites by what filters tell apart, wherever they are; written by `publish` alone. */
export const boardCounts = pgTable(
  "board_counts",
  {
    domain: text().notNull(),
    placed: boolean().notNull(),
    authorityId: bigint({ mode: "number" }).notNull(),
    category: text().notNull(),
    standing: text().notNull(),
    sites: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.domain, t.placed, t.authorityId, t.category, t.standing] })],
);

/** How many colours that stand an authority gave on each day; written by `publish` alone. */
export const ratingDays = pgTable(
  "rating_days",
  {
    authorityId: bigint({ mode: "number" }).notNull(),
    domain: text().notNull(),
    /** Infinity where the scheme sets no interval. */
    staleOn: date().notNull(),
    ratedOn: date().notNull(),
    sites: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.authorityId, t.domain, t.staleOn, t.ratedOn] })],
);

/** Words that names and addresses use, for correcting typing errors. */
export const vocabulary = pgTable("vocabulary", { word: text().primaryKey() }, (t) => [
  index("vocabulary_beginnings").on(t.word.op("text_pattern_ops")),
  index("vocabulary_trigrams").using("gin", sql`${t.word} gin_trgm_ops`),
]);

/**
 * Public read model: one row a legal entity that may be shown, written by `publishEntities` alone.
 * Natural persons and entities of unknown form have none.
 */
export const entityListings = pgTable(
  "entity_listings",
  {
    entityId: bigint({ mode: "number" }).primaryKey(),
    scheme: text().notNull(),
    number: text().notNull(),
    /** Null where only its number is known. */
    name: text(),
    nameNormal: textByCodePoint().notNull(),
    formerNames: text().array().notNull(),
    language: text(),
    legalForm: text().notNull(),
    state: text().notNull(),
    nameTokens: tsvector().notNull(),
    /** Of the tax authority, as its standing has it. */
    authorityId: bigint({ mode: "number" }),
    taxStanding: text().notNull(),
    taxScheme: text(),
    taxOutcome: text(),
    taxAsOf: date(),
    /** What it lets be told beyond that; null for nothing. */
    taxConsent: smallint(),
    /** Register entries that are public today. */
    notices: integer().notNull(),
    nextChangeAt: moment(),
  },
  (t) => [
    index("entity_listings_tokens").using("gin", t.nameTokens),
    index("entity_listings_standing").on(t.scheme, t.taxStanding, t.nameNormal, t.entityId),
    index("entity_listings_next_change")
      .on(t.nextChangeAt)
      .where(sql`${t.nextChangeAt} is not null`),
    check("entity_listings_standing", oneOf("tax_standing", STANDINGS)),
    check("entity_listings_legal_form", oneOf("legal_form", LEGAL_FORMS.filter(isLegalPerson))),
    check(
      "entity_listings_colour",
      sql`(${t.taxOutcome} is not null) = (${t.taxStanding} in ('green', 'yellow', 'red'))`,
    ),
  ],
);

/** Counts of listed entities by what their list filters by; written by `publishEntities` alone. */
export const entityCounts = pgTable(
  "entity_counts",
  {
    scheme: text().notNull(),
    taxStanding: text().notNull(),
    entities: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scheme, t.taxStanding] })],
);
