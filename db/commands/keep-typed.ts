import { withoutPersons } from "@/core/personal-number";
import type { Db } from "@/db/client";

const LIFETIME_S = 15 * 60;

/** A form that was refused: where it was sent, and what it held by field. */
export interface KeptForm {
  action: string;
  fields: Record<string, string>;
}

/**
 * Keeps what somebody typed into a form that was refused, in place of what they had before; not
 * even so long the number of a natural person.
 */
export async function keepTyped(db: Db, userId: string, form: KeptForm): Promise<void> {
  await db.begin(async (tx) => {
    await tx`delete from verifications where identifier = ${identifier(userId)}`;
    await tx`
      insert into verifications (id, identifier, value, expires_at)
      values (gen_random_uuid(), ${identifier(userId)}, ${JSON.stringify(withoutPersons(form))},
        clock_timestamp() + make_interval(secs => ${LIFETIME_S}))`;
  });
}

/** What somebody typed last into a form that was refused; null where that is too long ago. */
export async function findTyped(db: Db, userId: string): Promise<KeptForm | null> {
  const [kept] = await db<{ value: string }[]>`
    select value from verifications
    where identifier = ${identifier(userId)} and expires_at > clock_timestamp()
    order by created_at desc limit 1`;
  return kept ? JSON.parse(kept.value) : null;
}

function identifier(userId: string): string {
  return `typed:${userId}`;
}
