import type { Db, Tx } from "@/db/client";

/**
 * Of a source: whose own records it is, and of what; null for what a publisher delivers. Its stored
 * name says the same in the authority's language alone.
 */
export function officeOf(db: Db | Tx, source: "s" | "source") {
  return db`case when ${db(source)}.format = 'office' then jsonb_build_object(
    'of', ${db(source)}.domain,
    'authority', (select keeper.name from authorities keeper
      where keeper.id = ${db(source)}.authority_id)) end`;
}
