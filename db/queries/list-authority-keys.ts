import type { Db } from "@/db/client";
import type { AuthorityKey } from "@/db/queries/find-authority-key";

/** The keys of an authority, those that hold first. */
export async function listAuthorityKeys(
  db: Db,
  authorityId: number,
): Promise<(AuthorityKey & { name: string; registeredAt: Date })[]> {
  return db<(AuthorityKey & { name: string; registeredAt: Date })[]>`
    select id, authority_id, name, public_key, registered_at, ended_at from authority_keys
    where authority_id = ${authorityId}
    order by ended_at is not null, registered_at desc, id`;
}
