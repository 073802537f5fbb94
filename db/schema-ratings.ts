import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Inputs } from "@/core/scheme";
import { SITE_DOMAINS, STANDINGS } from "@/core/standing";
import { id, oneOf, recordedAt } from "@/db/columns";
import { sourceId } from "@/db/schema-authorities";
import { schemes } from "@/db/schema-schemes";
import { siteId } from "@/db/schema-sites";

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
