import type { Db } from "@/db/client";

const LIFETIME_S = 5 * 60;

/** Lets somebody see their new backup codes one time, on the next page. */
export async function allowOneLook(db: Db, userId: string): Promise<void> {
  await db`
    insert into verifications (id, identifier, value, expires_at)
    values (
      gen_random_uuid(), ${identifier(userId)}, 'backup-codes',
      clock_timestamp() + make_interval(secs => ${LIFETIME_S}))`;
}

/** Takes that look; false where there is none to take. */
export async function takeOneLook(db: Db, userId: string): Promise<boolean> {
  const taken = await db<{ isOpen: boolean }[]>`
    delete from verifications where identifier = ${identifier(userId)}
    returning expires_at > clock_timestamp() as is_open`;
  return taken.some(({ isOpen }) => isOpen);
}

function identifier(userId: string): string {
  return `look:${userId}`;
}
