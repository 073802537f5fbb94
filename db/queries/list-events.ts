import type { EntityNumber } from "@/core/entity";
import type { EventKind } from "@/core/publication";
import type { Db, Tx } from "@/db/client";

/** One entry of the publication log. */
export interface LoggedEvent {
  position: number;
  kind: EventKind;
  /** Public id; null where it is of an entity. */
  site: string | null;
  /** The register number it is known by first; null where it is of a site. */
  entity: EntityNumber | null;
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
  const rows = await db<(EventRow & { last: number })[]>`
    select counter.position as last, event.*
    from event_counter counter
    left join lateral (
      select ${eventColumns(db)} where e.position > ${after} order by e.position limit ${limit}
    ) event on true
    order by event.position`;
  return {
    items: rows.flatMap((row) => (row.position === null ? [] : [toEvent(row)])),
    position: rows[0]?.last ?? 0,
  };
}

/** A row of {@link eventColumns}. */
export interface EventRow {
  position: number;
  kind: EventKind;
  hash: string;
  at: Date;
  site: string | null;
  scheme: string | null;
  number: string | null;
}

/**
 * What is public of an entry `e` of the log, with where from. The number of an entity that turned
 * out to be a natural person is no longer said; its entries keep their positions.
 */
export function eventColumns(db: Db | Tx) {
  return db`
    e.position, e.kind, e.content_hash as hash, e.at, s.public_id as site, ident.scheme, ident.number
    from events e
    left join sites s on s.id = e.site_id
    left join lateral (
      select i.scheme, i.number from legal_entities entity
      join entity_identifiers i on i.entity_id in (entity.id, entity.merged_into)
      where entity.id = e.entity_id and is_legal_person(entity.legal_form)
      order by i.entity_id <> entity.id, i.level = 'establishment', i.scheme, i.number limit 1
    ) ident on e.entity_id is not null`;
}

/** An entry of the log from its row. */
export function toEvent({ position, kind, hash, at, site, scheme, number }: EventRow): LoggedEvent {
  const entity = scheme === null || number === null ? null : { scheme, number };
  return { position, kind, site, entity, hash, at };
}
