import type { EventKind } from "@/core/publication";
import type { Db } from "@/db/client";

/** One entry of the publication log. */
export interface LoggedEvent {
  position: number;
  kind: EventKind;
  /** Public id. */
  site: string;
  hash: string;
  at: Date;
}

/**
 * The entries after a position, in order, and the position of the last entry there is. Positions
 * are given in the order of commits, so a reader that goes on from the last one misses nothing.
 */
export async function listEvents(
  db: Db,
  after: number,
  limit: number,
): Promise<{ items: LoggedEvent[]; position: number }> {
  const rows = await db<(LoggedEvent & { last: number })[]>`
    select counter.position as last, event.position, event.kind, event.hash, event.at, event.site
    from event_counter counter
    left join lateral (
      select e.position, e.kind, e.content_hash as hash, e.at, s.public_id as site
      from events e join sites s on s.id = e.site_id
      where e.position > ${after} order by e.position limit ${limit}
    ) event on true
    order by event.position`;
  return {
    items: rows.flatMap(({ last: _, ...event }) => (event.position === null ? [] : [event])),
    position: rows[0]?.last ?? 0,
  };
}
