import type { Db } from "@/db/client";

/** A key that an authority signs its deliveries with. */
export interface AuthorityKey {
  id: string;
  authorityId: number;
  /** 32 bytes, base64. */
  publicKey: string;
  /** Null while it holds. */
  endedAt: Date | null;
}

export async function findAuthorityKey(db: Db, id: string): Promise<AuthorityKey | null> {
  const [key] = await db<AuthorityKey[]>`
    select id, authority_id, public_key, ended_at from authority_keys where id = ${id}`;
  return key ?? null;
}
