import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, pgTable, text } from "drizzle-orm/pg-core";
import { id, isWebAddress } from "@/db/columns";

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

export const sourceId = () =>
  bigint({ mode: "number" })
    .notNull()
    .references(() => sources.id);
