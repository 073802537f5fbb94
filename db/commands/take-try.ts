import { createHash, randomUUID } from "node:crypto";
import type { Db } from "@/db/client";

/** So many tries of one kind in a while, counted from the first of them. */
export interface TryLimit {
  max: number;
  windowS: number;
}

/**
 * Takes one of the tries that somebody has, shared by all processes; false once they are used up.
 * Whom it counts is kept as a hash only.
 */
export async function takeTry(
  db: Db,
  kind: string,
  whom: string,
  { max, windowS }: TryLimit,
  now: Date,
): Promise<boolean> {
  const key = tryKey(kind, whom);
  const since = now.getTime() - windowS * 1000;
  const [taken] = await db<{ count: number }[]>`
    insert into rate_limits as l (id, key, count, last_request)
    values (${randomUUID()}, ${key}, 1, ${now.getTime()})
    on conflict (key) do update set
      count = case when l.last_request <= ${since} then 1 else l.count + 1 end,
      last_request = case when l.last_request <= ${since} then ${now.getTime()} else l.last_request end
    returning count`;
  return (taken?.count ?? 1) <= max;
}

/** Gives one try back: only those that fail are meant to count. */
export async function giveTryBack(db: Db, kind: string, whom: string): Promise<void> {
  await db`
    update rate_limits set count = count - 1 where key = ${tryKey(kind, whom)} and count > 0`;
}

/** Gives all tries back, as after one that succeeded. */
export async function giveTriesBack(db: Db, kind: string, whom: string): Promise<void> {
  await db`delete from rate_limits where key = ${tryKey(kind, whom)}`;
}

function tryKey(kind: string, whom: string): string {
  return `${kind}:${createHash("sha256").update(whom).digest("base64url")}`;
}
