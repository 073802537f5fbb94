import type { Role } from "@/core/permissions";
import type { Db } from "@/db/client";
import { grantMembership } from "@/db/commands/grant-membership";
import { authorityId, makeOfficial, PASSWORD } from "@/tests/support/people";
import { signInWithApp } from "@/tests/support/sign-in-with-app";
import type { WebClient } from "@/tests/support/web-client";

/** Everybody who may come to the door: roles at the town, at another one, and without any. */
export const PEOPLE = [
  "nobody",
  "representative",
  "inspector",
  "colleague",
  "reviewer",
  "tax officer",
  "admin",
  "auditor",
  "platform admin",
  "former inspector",
  "inspector elsewhere",
  "reviewer elsewhere",
  "admin elsewhere",
] as const;
export type Person = (typeof PEOPLE)[number];

/** The register number of a business whose tax standing the town states. */
export const COMPANY = "10000018";

const ROLE_OF: Readonly<Partial<Record<Person, [Role, string]>>> = {
  inspector: ["inspector", "testham"],
  colleague: ["inspector", "testham"],
  reviewer: ["reviewer", "testham"],
  "tax officer": ["tax-officer", "testham"],
  admin: ["authority-admin", "testham"],
  auditor: ["auditor", "testham"],
  "platform admin": ["platform-admin", "testham"],
  "former inspector": ["inspector", "testham"],
  "inspector elsewhere": ["inspector", "elsewhere"],
  "reviewer elsewhere": ["reviewer", "elsewhere"],
  "admin elsewhere": ["authority-admin", "elsewhere"],
};

/** Their id; null for nobody. */
export async function signIn(db: Db, client: WebClient, person: Person): Promise<string | null> {
  if (person === "nobody") return null;
  const role = ROLE_OF[person];
  if (!role) return signInForBusiness(db, client);
  const { id, email } = await makeOfficial(db, ...role);
  await signInWithApp(client, email);
  if (person === "former inspector") {
    // Not by the command, which would end the session as well.
    await db`update memberships set ended_at = now() where user_id = ${id}`;
  }
  return id;
}

async function signInForBusiness(db: Db, client: WebClient): Promise<string> {
  const { id, email } = await makeOfficial(db, "inspector", "testham");
  await db`update memberships set ended_at = now() where user_id = ${id}`;
  const [place] = await db<{ siteId: number }[]>`
    select site_id from listings where name = 'Cafe Secretive'`;
  await speakFor(db, id, { siteId: place?.siteId ?? 0 });
  const [company] = await db<{ entityId: number }[]>`
    select entity_id from entity_identifiers where number = ${COMPANY}`;
  await speakFor(db, id, { entityId: company?.entityId ?? 0 });
  await client.signIn(email, PASSWORD);
  return id;
}

/** Lets somebody speak for a place or a business; the membership. */
export async function speakFor(
  db: Db,
  userId: string,
  what: { siteId: number } | { entityId: number },
): Promise<number> {
  const granted = await grantMembership(db, null, {
    userId,
    role: "representative",
    authorityId: await authorityId(db, "testham"),
    ...what,
  });
  if (!granted.ok) throw new Error(granted.reason);
  return granted.membershipId;
}
