import { createHash, randomBytes } from "node:crypto";
import type { Role } from "@/core/permissions";
import type { Db, Tx } from "@/db/client";
import { type Granted, grantIn } from "@/db/commands/grant-membership";

/** How long the link that an operator hands over can be used. */
const INVITATION_MS = 24 * 60 * 60 * 1000;

export interface NewUser {
  /** In lower case. */
  email: string;
  name: string;
  role: Role;
  authorityId: number | null;
  /** Null where they are to choose one by a link. */
  passwordHash: string | null;
  demo?: boolean;
}

export type AddedUser =
  | {
      ok: true;
      userId: string;
      /** False where the address was known and only the role is new. */
      isNew: boolean;
      /** For the link to choose a password by; null for who has one. */
      token: string | null;
    }
  | Exclude<Granted, { ok: true }>;

/** Adds somebody with a role, or the role to somebody who is here already; an operator's command. */
export async function addUser(db: Db, user: NewUser, now: Date): Promise<AddedUser> {
  return db.begin(async (tx) => {
    const { userId, isNew } = await findOrMake(tx, user);
    const granted = await grantIn(tx, null, {
      userId,
      role: user.role,
      authorityId: user.authorityId,
    });
    if (!granted.ok) return granted;
    if (!isNew) return { ok: true, userId, isNew, token: null };
    if (user.passwordHash === null)
      return { ok: true, userId, isNew, token: await invite(tx, userId, now) };
    await setPassword(tx, userId, user.passwordHash);
    return { ok: true, userId, isNew, token: null };
  });
}

/** The account of an e-mail address, made where there is none. */
export async function findOrMake(
  tx: Tx,
  user: Pick<NewUser, "email" | "name" | "demo">,
): Promise<{ userId: string; isNew: boolean }> {
  const [made] = await tx<{ id: string }[]>`
    insert into users (id, name, email, email_verified, demo)
    values (${newId()}, ${user.name}, ${user.email}, true, ${user.demo ?? false})
    on conflict (email) do nothing
    returning id`;
  if (made) return { userId: made.id, isNew: true };
  const [known] = await tx<{ id: string }[]>`select id from users where email = ${user.email}`;
  return { userId: known?.id ?? "", isNew: false };
}

/** Gives a new account its password. */
export async function setPassword(tx: Tx, userId: string, hash: string): Promise<void> {
  await tx`
    insert into accounts (id, user_id, account_id, provider_id, password)
    values (${newId()}, ${userId}, ${userId}, 'credential', ${hash})`;
}

/** Makes a token that a password can be chosen by once; the database knows its hash only. */
export async function invite(tx: Db | Tx, userId: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const identifier = createHash("sha256").update(`reset-password:${token}`).digest("base64url");
  await tx`
    insert into verifications (id, identifier, value, expires_at)
    values (${newId()}, ${identifier}, ${userId}, ${new Date(now.getTime() + INVITATION_MS)})`;
  return token;
}

function newId(): string {
  return randomBytes(16).toString("base64url");
}
