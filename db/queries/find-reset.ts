import { createHash } from "node:crypto";
import type { Db } from "@/db/client";

/** Whose password a link is for, while it holds; null for none. */
export async function findReset(
  db: Db,
  token: string,
): Promise<{ name: string; email: string } | null> {
  const identifier = createHash("sha256").update(`reset-password:${token}`).digest("base64url");
  const [found] = await db<{ name: string; email: string }[]>`
    select u.name, u.email from verifications v
    join users u on u.id = v.value
    where v.identifier = ${identifier} and v.expires_at > clock_timestamp()`;
  return found ?? null;
}
