import { customType } from "drizzle-orm/pg-core";

/** Postgres' text search vector; written by SQL only. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** Text in the order of its code points, whatever language the database sorts by. */
export const textByCodePoint = customType<{ data: string }>({
  dataType: () => 'text COLLATE "C"',
});
