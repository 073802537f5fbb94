import { ENDED_BY_TERM } from "@/core/register-entry";
import type { Db, Tx } from "@/db/client";
import { takeStep } from "@/db/commands/registers/move-entry";
import { publishEntries } from "@/db/commands/registers/publish-entries";

/** Entries whose day has come: to be shown, or to end. */
export function dueEntries(db: Db | Tx) {
  return db`
    state in ('active', 'disputed') and (
      ends_on <= (now() at time zone 'UTC')::date
      or not shown and starts_on <= (now() at time zone 'UTC')::date and (entity_id is null or exists (
        select from legal_entities e where e.id = entity_id and is_legal_person(e.legal_form))))`;
}

/**
 * Shows the entries that begin and ends those whose term is over, at most so many. Returns how many
 * changed.
 */
export async function publishDueEntries(tx: Tx, limit: number): Promise<number> {
  const due = await tx<{ id: string; over: boolean }[]>`
    select id, ends_on <= (now() at time zone 'UTC')::date as over from register_entries
    where ${dueEntries(tx)} order by id limit ${limit} for update skip locked`;
  if (due.length === 0) return 0;
  const over = due.filter((entry) => entry.over).map(({ id }) => id);
  if (over.length > 0) {
    await takeStep(tx, over, { state: "expired", userId: null, reason: ENDED_BY_TERM });
  }
  const ids = due.map(({ id }) => id);
  await tx`
    create temp table touched_entries on commit drop as select unnest(${ids}::uuid[]) as entry_id`;
  await publishEntries(tx);
  return due.length;
}
