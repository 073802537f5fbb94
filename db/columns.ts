import { sql } from "drizzle-orm";
import { bigint, timestamp } from "drizzle-orm/pg-core";

export const id = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
/** The moment of writing, not the start of what may be a long transaction. */
export const recordedAt = () =>
  timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`);
export const moment = () => timestamp({ withTimezone: true });
export const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(", ")})`);

/** Nothing else may become a link. */
export const isWebAddress = (column: string) => sql.raw(`${column} ~* '^https?://'`);
