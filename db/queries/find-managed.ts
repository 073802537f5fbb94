import type { ManagedAuthority } from "@/core/administration";
import type { Action, Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { authoritiesOf } from "@/db/commands/authorise";

/** The authorities at which somebody may do something, by name. */
export async function listManaged(
  db: Db,
  actor: Actor,
  action: Action,
): Promise<ManagedAuthority[]> {
  return db<ManagedAuthority[]>`
    select id, slug, name, country, language, time_zone from authorities
    where id in ${authoritiesOf(db, actor, action)} order by name, id`;
}

/** One of them by its slug; null also where there is one that is not theirs. */
export async function findManaged(
  db: Db,
  actor: Actor,
  action: Action,
  slug: string,
): Promise<ManagedAuthority | null> {
  const [row] = await db<ManagedAuthority[]>`
    select id, slug, name, country, language, time_zone from authorities
    where slug = ${slug} and id in ${authoritiesOf(db, actor, action)}`;
  return row ?? null;
}
