import { randomUUID } from "node:crypto";
import type { Actor, Role } from "@/core/permissions";
import type { Db } from "@/db/client";

/** Somebody new who holds roles at authorities, named by slug; `null` for the whole platform. */
export async function enrol(
  db: Db,
  roles: readonly { role: Role; at: string | null }[],
  name = "Somebody",
): Promise<Actor> {
  const userId = randomUUID();
  await db`
    insert into users (id, name, email) values (${userId}, ${name}, ${`${userId}@example.org`})`;
  const memberships: { role: Role; authority: number | null }[] = [];
  for (const { role, at } of roles) {
    const authority = at === null ? null : await authorityId(db, at);
    await db`
      insert into memberships (user_id, role, authority_id) values (${userId}, ${role}, ${authority})`;
    memberships.push({ role, authority });
  }
  return { userId, memberships };
}

/** The id of an authority that some snapshot has brought. */
export async function authorityId(db: Db, slug: string): Promise<number> {
  const [row] = await db<{ id: number }[]>`select id from authorities where slug = ${slug}`;
  if (!row) throw new Error(`There is no authority ${slug}.`);
  return row.id;
}
