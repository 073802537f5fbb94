import type { StaffRoleName } from "@/core/administration";
import type { Locale } from "@/core/locale";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { findOrMake, invite } from "@/db/commands/add-user";
import { authorise, FORBIDDEN } from "@/db/commands/authorise";
import { type Granted, grantIn } from "@/db/commands/grant-membership";
import { queueMail } from "@/db/commands/queue-mail";

/**
 * Gives a role at an authority to whoever signs in with an address. Who is new here gets a mail
 * with a link to choose a password by; `letter` words it.
 */
export async function addColleague(
  db: Db,
  actor: Actor,
  input: {
    authorityId: number;
    email: string;
    name: string;
    role: StaffRoleName;
    locale: Locale;
  },
  letter: (token: string) => { subject: string; text: string },
  now: Date,
): Promise<Granted> {
  return db.begin(async (tx) => {
    const { authorityId, email, name, role, locale } = input;
    const subject = `authority:${authorityId}`;
    // Before anything is made of what somebody without the right has sent.
    if (!(await authorise(tx, actor, "manage-staff", authorityId, subject))) return FORBIDDEN;
    const { userId, isNew } = await findOrMake(tx, { email, name });
    const granted = await grantIn(tx, actor, { userId, role, authorityId });
    if (granted.ok && isNew) {
      await queueMail(tx, { to: email, locale, ...letter(await invite(tx, userId, now)) });
    }
    return granted;
  });
}
