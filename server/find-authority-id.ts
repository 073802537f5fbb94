import type { Db } from "@/db/client";

/** The authority that somebody names by its slug. */
export async function findAuthorityId(db: Db, slug: string): Promise<number | null> {
  const [found] = await db<{ id: number }[]>`select id from authorities where slug = ${slug}`;
  return found?.id ?? null;
}
