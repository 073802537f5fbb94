import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import {
  accounts,
  passkeys,
  rateLimits,
  sessions,
  twoFactors,
  users,
  verifications,
} from "@/db/schema-users";
import { APPLICATION_NAME, openSocket } from "@/db/socket";

/** The tables of identity by the names that better-auth knows them under. */
export const IDENTITY_TABLES = {
  user: users,
  session: sessions,
  account: accounts,
  verification: verifications,
  twoFactor: twoFactors,
  passkey: passkeys,
  rateLimit: rateLimits,
};

/**
 * A small pool for identity alone: drizzle changes the client it is given, so that it can share
 * none. `end` lets what is under way end.
 */
export function connectIdentity(url: string) {
  const client = postgres(url, {
    max: 3,
    onnotice: () => {},
    connect_timeout: 5,
    fetch_types: false,
    // Missing from the types of postgres.js.
    ...({ socket: openSocket } as object),
    backoff: (failures) => Math.min(failures * 0.05, 0.25),
    connection: { application_name: APPLICATION_NAME, statement_timeout: 2000 },
  });
  const db = drizzle(client, { schema: IDENTITY_TABLES, casing: "snake_case" });
  return { db, end: () => client.end({ timeout: 5 }) };
}
