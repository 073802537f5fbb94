import { type Action, type Actor, rolesFor } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";

/** What an actor may not do; the page answers it with 403 and one sentence. */
export interface Forbidden {
  ok: false;
  reason: "forbidden";
}
export const FORBIDDEN: Forbidden = { ok: false, reason: "forbidden" };

/**
 * Whether somebody may do something at an authority, or at one of several, by the roles they hold at
 * this moment: those of their session may have ended since. What is refused leaves a trace; so does
 * each look at what is not public (`read-...`), at the authority that it was allowed at. `subject`
 * names it by id, never by content.
 */
export async function authorise(
  tx: Db | Tx,
  actor: Actor | null,
  action: Action,
  authority: number | null | readonly number[],
  subject: string,
): Promise<boolean> {
  const ids = [authority ?? []].flat();
  const [held] = actor
    ? await tx<{ at: number | null }[]>`
        select authority_id as at from memberships
        where user_id = ${actor.userId} and ended_at is null and role in ${tx(rolesFor(action))}
          and (authority_id is null or authority_id = any(${ids}::bigint[]))
        order by array_position(${ids}::bigint[], authority_id) limit 1`
    : [];
  const allowed = held !== undefined;
  if (!allowed || action.startsWith("read-")) {
    await tx`
      insert into access_log (user_id, authority_id, action, subject, allowed)
      values (${actor?.userId ?? null},
        -- Whoever makes up a number of an authority is refused, not answered by a fault.
        (select id from authorities where id = ${held?.at ?? ids[0] ?? null}), ${action}, ${subject}, ${allowed})`;
  }
  return allowed;
}

/** The authorities at which somebody may do something, for the `where` of a query. */
export function authoritiesOf(db: Db | Tx, actor: Actor, action: Action) {
  return db`(
    select a.id from authorities a
    where exists (
      select from memberships m
      where m.user_id = ${actor.userId} and m.ended_at is null
        and m.role in ${db(rolesFor(action))}
        and (m.authority_id is null or m.authority_id = a.id)))`;
}
