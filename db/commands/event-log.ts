import type { PendingQuery, Row } from "postgres";
import type { Tx } from "@/db/client";

/**
 * A `counter` that takes a position in the log of events for each row of `rows`: `before` is the last
 * one that was taken before them; no row where there is nothing to log. Its lock is held until the
 * commit, so that positions have no gap.
 */
export function takePositions(tx: Tx, rows: string) {
  return tx`counter as (
    update event_counter set position = position + events
    from (select count(*) as events from ${tx(rows)}) counted
    where events > 0
    returning position - events as before
  )`;
}

/** What an event says of what was published, so that a follower of the log can check what it holds. */
export function contentHash(tx: Tx, salt: PendingQuery<Row[]>, content: PendingQuery<Row[]>) {
  return tx`
    encode(sha256(convert_to(${salt}::text || coalesce((${content})::text, ''), 'UTF8')), 'hex')`;
}
