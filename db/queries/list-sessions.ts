import type { Db } from "@/db/client";

/** A browser somebody is signed in with. */
export interface OpenSession {
  id: string;
  userAgent: string | null;
  createdAt: Date;
}

/** Where somebody is signed in at this moment, the newest first. */
export async function listSessions(db: Db, userId: string): Promise<OpenSession[]> {
  return db<OpenSession[]>`
    select id, user_agent, created_at from sessions
    where user_id = ${userId} and expires_at > now() order by created_at desc, id`;
}
