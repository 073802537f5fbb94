import { randomBytes, randomUUID } from "node:crypto";
import type { Actor, Role } from "@/core/permissions";
import type { Db } from "@/db/client";
import { addUser } from "@/db/commands/add-user";
import { hashPassword } from "@/services/password";

/** Somebody new for commands: with roles at authorities, named by slug; `null` for the platform. */
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
      insert into memberships (user_id, role, authority_id, granted_at)
      values (${userId}, ${role}, ${authority}, '2020-01-01')`;
    memberships.push({ role, authority });
  }
  return { userId, memberships };
}

export const PASSWORD = "four unrelated plain words";
let passwordHash: Promise<string> | undefined;

/** Somebody real who can sign in with `PASSWORD`, with a role at an authority where it needs one. */
export async function makeOfficial(
  db: Db,
  role: Role = "inspector",
  slug = "demo-tallinn",
): Promise<{ id: string; email: string; authorityId: number | null }> {
  passwordHash ??= hashPassword(PASSWORD);
  const email = `${randomBytes(6).toString("hex")}@town.example`;
  const isOfPlatform = role === "auditor" || role === "platform-admin";
  const authority = isOfPlatform ? null : await authorityId(db, slug);
  const added = await addUser(
    db,
    {
      email,
      name: "Somebody Real",
      role,
      authorityId: authority,
      passwordHash: await passwordHash,
    },
    new Date(),
  );
  if (!added.ok) throw new Error(added.reason);
  return { id: added.userId, email, authorityId: authority };
}

/** The id of an authority that some snapshot has brought. */
export async function authorityId(db: Db, slug: string): Promise<number> {
  const [row] = await db<{ id: number }[]>`select id from authorities where slug = ${slug}`;
  if (!row) throw new Error(`There is no authority ${slug}.`);
  return row.id;
}
