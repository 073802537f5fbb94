import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { PLATFORM_ROLES, ROLES } from "@/core/permissions";
import { id, moment, oneOf, recordedAt } from "@/db/columns";
import { authorities } from "@/db/schema-authorities";
import { legalEntities } from "@/db/schema-legal-entities";
import { sites } from "@/db/schema-sites";

/** Who can sign in. The first six tables have the columns that better-auth works with. */
export const users = pgTable("users", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  twoFactorEnabled: boolean().notNull().default(false),
  /** Of invented data: refused wherever the board is not a demonstration. */
  demo: boolean().notNull().default(false),
  createdAt: recordedAt(),
  updatedAt: recordedAt(),
});

export const userId = () =>
  text()
    .notNull()
    .references(() => users.id);

export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: userId(),
    token: text().notNull().unique(),
    expiresAt: moment().notNull(),
    ipAddress: text(),
    userAgent: text(),
    /** Whether more than a password was shown for it: a code or a passkey. */
    secondFactor: boolean().notNull().default(false),
    createdAt: recordedAt(),
    updatedAt: recordedAt(),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** How somebody proves who they are: a password's hash, or an identity provider's word. */
export const accounts = pgTable(
  "accounts",
  {
    id: text().primaryKey(),
    userId: userId(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: moment(),
    refreshTokenExpiresAt: moment(),
    scope: text(),
    password: text(),
    createdAt: recordedAt(),
    updatedAt: recordedAt(),
  },
  (t) => [
    index("accounts_user").on(t.userId),
    uniqueIndex("accounts_of_provider").on(t.providerId, t.accountId),
  ],
);

export const verifications = pgTable(
  "verifications",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment().notNull(),
    createdAt: recordedAt(),
    updatedAt: recordedAt(),
  },
  (t) => [index("verifications_identifier").on(t.identifier)],
);

export const twoFactors = pgTable(
  "two_factors",
  {
    id: text().primaryKey(),
    userId: userId(),
    secret: text().notNull(),
    backupCodes: text().notNull(),
    verified: boolean().notNull().default(true),
    failedVerificationCount: integer().notNull().default(0),
    lockedUntil: moment(),
  },
  (t) => [index("two_factors_user").on(t.userId)],
);

export const passkeys = pgTable(
  "passkeys",
  {
    id: text().primaryKey(),
    userId: userId(),
    name: text(),
    publicKey: text().notNull(),
    credentialID: text("credential_id").notNull().unique(),
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: boolean().notNull(),
    transports: text(),
    aaguid: text(),
    createdAt: recordedAt(),
  },
  (t) => [index("passkeys_user").on(t.userId)],
);

/** How often an address has tried what is limited, shared by all processes. */
export const rateLimits = pgTable("rate_limits", {
  id: text().primaryKey(),
  key: text().notNull().unique(),
  count: integer().notNull(),
  lastRequest: bigint({ mode: "number" }).notNull(),
});

/** A role somebody holds or held; ended, never deleted. */
export const memberships = pgTable(
  "memberships",
  {
    id: id(),
    userId: userId(),
    role: text().notNull(),
    authorityId: bigint({ mode: "number" }).references(() => authorities.id),
    /** What a representative speaks for: a site or a legal entity. */
    siteId: bigint({ mode: "number" }).references(() => sites.id),
    entityId: bigint({ mode: "number" }).references(() => legalEntities.id),
    /** Null for those that a command or the demonstration made. */
    grantedBy: text().references(() => users.id),
    grantedAt: recordedAt(),
    endedBy: text().references(() => users.id),
    endedAt: moment(),
  },
  (t) => [
    uniqueIndex("memberships_current")
      .on(
        t.userId,
        t.role,
        sql`coalesce(authority_id, 0)`,
        sql`coalesce(site_id, 0)`,
        sql`coalesce(entity_id, 0)`,
      )
      .where(sql`${t.endedAt} is null`),
    index("memberships_authority").on(t.authorityId).where(sql`${t.endedAt} is null`),
    check("memberships_role", oneOf("role", ROLES)),
    check(
      "memberships_scope",
      sql.raw(
        `authority_id is not null or role in (${PLATFORM_ROLES.map((role) => `'${role}'`).join(", ")})`,
      ),
    ),
    check(
      "memberships_represents",
      sql`(${t.role} = 'representative') = (num_nonnulls(${t.siteId}, ${t.entityId}) = 1)`,
    ),
  ],
);

/** Each look at what is not public, and each that was refused; append-only (law 6). */
export const accessLog = pgTable(
  "access_log",
  {
    id: id(),
    at: recordedAt(),
    /** Null for somebody who was not signed in. */
    userId: text().references(() => users.id),
    authorityId: bigint({ mode: "number" }).references(() => authorities.id),
    action: text().notNull(),
    /** What was looked at, such as `visit:<id>`; never its content. */
    subject: text().notNull(),
    allowed: boolean().notNull(),
  },
  (t) => [
    index("access_log_subject").on(t.subject, t.at),
    index("access_log_user").on(t.userId, t.at),
    index("access_log_at").on(t.at),
    index("access_log_authority").on(t.authorityId, t.id),
  ],
);
