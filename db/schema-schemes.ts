import { check, date, foreignKey, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Scheme } from "@/core/scheme";
import { DOMAINS } from "@/core/standing";
import { oneOf } from "@/db/columns";
import { authorityId } from "@/db/schema-authorities";

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
