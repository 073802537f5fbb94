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
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Inputs } from "@/core/scheme";
import { STANDINGS } from "@/core/standing";
import type { Implausible } from "@/core/tax-batch";
import { id, moment, oneOf, recordedAt } from "@/db/columns";
import { authorityId } from "@/db/schema-authorities";
import { entityId } from "@/db/schema-legal-entities";
import { schemes } from "@/db/schema-schemes";
import { userId, users } from "@/db/schema-users";

/** Ed25519 keys by which an authority's batches are signed; ended, never deleted. */
export const authorityKeys = pgTable(
  "authority_keys",
  {
    id: uuid().primaryKey().defaultRandom(),
    authorityId: authorityId(),
    name: text().notNull(),
    /** 32 bytes, base64. */
    publicKey: text().notNull().unique(),
    registeredBy: text().references(() => users.id),
    registeredAt: recordedAt(),
    endedBy: text().references(() => users.id),
    endedAt: moment(),
  },
  (t) => [
    index("authority_keys_authority").on(t.authorityId),
    check("authority_keys_form", sql`length(decode(${t.publicKey}, 'base64')) = 32`),
  ],
);

/** One delivery of a tax authority: all of it counts or nothing. */
export const taxBatches = pgTable(
  "tax_batches",
  {
    id: uuid().primaryKey(),
    authorityId: authorityId(),
    schemeId: text().notNull(),
    schemeVersion: text().notNull(),
    /** The day its figures are of. */
    asOf: date().notNull(),
    /** SHA-256 of the body as it was signed, hex. */
    bodyHash: text().notNull(),
    keyId: uuid().references(() => authorityKeys.id),
    rows: bigint({ mode: "number" }).notNull(),
    state: text().notNull(),
    /** How many standings turn from which into which: `green>red`, `new>green`, `same`. */
    moves: jsonb().$type<Record<string, number>>().notNull(),
    /** Why it waits, or waited, for a second person. */
    doubt: jsonb().$type<Implausible>(),
    /** Of whoever decided. */
    reason: text(),
    /** Who registered the key it was signed with; null where the operator's command did, or sent it. */
    receivedBy: text().references(() => users.id),
    receivedAt: recordedAt(),
    decidedBy: text().references(() => users.id),
    decidedAt: moment(),
  },
  (t) => [
    uniqueIndex("tax_batches_body")
      .on(t.authorityId, t.bodyHash)
      .where(sql`${t.state} in ('held', 'applied')`),
    index("tax_batches_authority").on(t.authorityId, t.receivedAt),
    check("tax_batches_state", oneOf("state", ["held", "applied", "refused"])),
    check("tax_batches_doubt", sql`${t.doubt} is not null or ${t.state} = 'applied'`),
    check("tax_batches_second_person", sql`${t.decidedBy} <> ${t.receivedBy}`),
    foreignKey({
      columns: [t.schemeId, t.schemeVersion],
      foreignColumns: [schemes.id, schemes.version],
    }),
  ],
);

/**
 * The rows of a delivery that waits for a second person, as they were read and compared: amounts, so
 * apart as `tax_inputs` are. Gone once it is decided.
 */
export const taxHeldRows = pgTable(
  "tax_held_rows",
  {
    batchId: uuid()
      .notNull()
      .references(() => taxBatches.id),
    line: integer().notNull(),
    scheme: text().notNull(),
    number: text().notNull(),
    legalForm: text().notNull(),
    name: text(),
    normal: text(),
    tokens: text().array(),
    asOf: date().notNull(),
    legalBasis: text(),
    inputs: jsonb().$type<Inputs>().notNull(),
    standing: text().notNull(),
    outcome: text(),
    rule: text().notNull(),
    disputed: boolean().notNull(),
    planned: boolean().notNull(),
    lapsesOn: date(),
    /** What was said before it came, null where nothing was; what it would change, if anything. */
    standingBefore: text(),
    change: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.batchId, t.line] }),
    index("tax_held_rows_number").on(t.scheme, t.number),
  ],
);

/**
 * What a standing was worked out from: amounts and returns. Apart from everything public, with a
 * permission of its own (`read-tax`); each look leaves a trace. Never edited.
 */
export const taxInputs = pgTable("tax_inputs", {
  standingId: bigint({ mode: "number" }).primaryKey(),
  inputs: jsonb().$type<Inputs>().notNull(),
});

/**
 * What a tax scheme makes of an entity's inputs. Superseded, never edited; it holds no amount. What
 * it refers to is checked by triggers, a whole statement at once.
 */
export const taxStandings = pgTable(
  "tax_standings",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    entityId: bigint({ mode: "number" }).notNull(),
    authorityId: bigint({ mode: "number" }).notNull(),
    batchId: uuid(),
    schemeId: text().notNull(),
    schemeVersion: text().notNull(),
    asOf: date().notNull(),
    standing: text().notNull(),
    /** That of the one it supersedes, where there is one. */
    standingBefore: text(),
    outcome: text(),
    /** Which rule decided, by its id; what it compared stays with the inputs. */
    rule: text().notNull(),
    /** Some part is disputed, whatever the colour. */
    disputed: boolean().notNull(),
    /** A payment plan is kept. */
    planned: boolean().notNull(),
    /** The law that allows to publish it. */
    legalBasis: text(),
    /** Of a single case: why an officer changed it, and who. */
    grounds: text(),
    recordedBy: text().references(() => users.id),
    /** The day from which it is too old to be shown. */
    lapsesOn: date(),
    recordedAt: recordedAt(),
    supersededBy: bigint({ mode: "number" }),
  },
  (t) => [
    uniqueIndex("tax_standings_current").on(t.entityId).where(sql`${t.supersededBy} is null`),
    index("tax_standings_turned").on(t.batchId, t.id).where(sql`standing_before <> standing`),
    index("tax_standings_entity").on(t.entityId, t.id),
    check("tax_standings_standing", oneOf("standing", STANDINGS)),
    check(
      "tax_standings_colour",
      sql`(${t.outcome} is not null) = (${t.standing} in ('green', 'yellow', 'red'))`,
    ),
    check("tax_standings_basis", sql`${t.legalBasis} is not null or ${t.standing} = 'unpublished'`),
  ],
);

/** What a business lets the board tell beyond its standing, until it takes that back. */
export const taxConsents = pgTable(
  "tax_consents",
  {
    id: id(),
    entityId: entityId(),
    /** 1: which figures kept it from better; 2: its standing of the last twelve months, too. */
    level: smallint().notNull(),
    givenBy: userId(),
    givenAt: recordedAt(),
    withdrawnBy: text().references(() => users.id),
    withdrawnAt: moment(),
  },
  (t) => [
    uniqueIndex("tax_consents_current").on(t.entityId).where(sql`withdrawn_at is null`),
    check("tax_consents_level", sql`${t.level} in (1, 2)`),
  ],
);
