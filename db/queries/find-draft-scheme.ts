import type { Actor } from "@/core/permissions";
import type { Scheme } from "@/core/scheme";
import type { Db } from "@/db/client";
import { readScheme } from "@/db/queries/list-schemes";

/** The scheme version that a visit of one's own is pinned to; null for any other. */
export async function findDraftScheme(db: Db, actor: Actor, id: string): Promise<Scheme | null> {
  const [row] = await db<{ text: string }[]>`
    select s.text from visits v
    join schemes s on s.id = v.scheme_id and s.version = v.scheme_version
    where v.id = ${id} and v.inspector_id = ${actor.userId}`;
  return row ? readScheme(row) : null;
}
