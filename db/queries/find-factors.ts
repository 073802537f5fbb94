import type { Db, Tx } from "@/db/client";

/** What somebody can prove who they are by. */
export interface Factors {
  hasPassword: boolean;
  /** `begun`: a secret was shown, and no code from it has come back yet. */
  totp: "none" | "begun" | "on";
  passkeys: { id: string; name: string | null; createdAt: Date }[];
}

export async function findFactors(db: Db | Tx, userId: string): Promise<Factors> {
  const [found] = await db<{ hasPassword: boolean; verified: boolean | null }[]>`
    select
      exists (
        select from accounts where user_id = u.id and provider_id = 'credential'
          and password is not null) as has_password,
      (select verified from two_factors where user_id = u.id) as verified
    from users u where u.id = ${userId}`;
  const passkeys = await db<Factors["passkeys"]>`
    select id, name, created_at from passkeys where user_id = ${userId} order by created_at, id`;
  const verified = found?.verified ?? null;
  return {
    hasPassword: found?.hasPassword ?? false,
    totp: verified === null ? "none" : verified ? "on" : "begun",
    passkeys: [...passkeys],
  };
}

/** Whether somebody has a second factor at all, of whichever kind. */
export function hasSecondFactor({ totp, passkeys }: Factors): boolean {
  return totp === "on" || passkeys.length > 0;
}
