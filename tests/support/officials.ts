import { randomBytes } from "node:crypto";
import type { Role } from "@/core/permissions";
import type { Db } from "@/db/client";
import { addUser } from "@/db/commands/add-user";
import { hashPassword } from "@/services/password";

export const PASSWORD = "four unrelated plain words";
let passwordHash: Promise<string> | undefined;

/** Somebody real with a role, at an authority of the demonstration's where the role needs one. */
export async function makeOfficial(
  db: Db,
  role: Role = "inspector",
  slug = "demo-tallinn",
): Promise<{ id: string; email: string; authorityId: number | null }> {
  passwordHash ??= hashPassword(PASSWORD);
  const email = `${randomBytes(6).toString("hex")}@town.example`;
  const isOfPlatform = role === "auditor" || role === "platform-admin";
  const [authority] = await db<{ id: number }[]>`select id from authorities where slug = ${slug}`;
  const authorityId = isOfPlatform ? null : (authority?.id ?? null);
  const added = await addUser(
    db,
    { email, name: "Somebody Real", role, authorityId, passwordHash: await passwordHash },
    new Date(),
  );
  if (!added.ok) throw new Error(added.reason);
  return { id: added.userId, email, authorityId };
}
