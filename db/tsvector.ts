import { customType } from "drizzle-orm/pg-core";

/** Postgres' text search vector; written by SQL only. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
