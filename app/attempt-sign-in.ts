import { APIError } from "better-auth";
import { hashAddress, identity } from "@/app/identity";
import { officeDatabase } from "@/db/client";
import { logSignIn } from "@/db/commands/log-sign-in";
import { giveTriesBack, giveTryBack, takeTry } from "@/db/commands/take-try";
import { findUserId } from "@/db/queries/find-identity";

/** Tries that fail, at one account and from one address where a whole office may sit. */
const ACCOUNT_LIMIT = { max: 8, windowS: 15 * 60 };
const ADDRESS_LIMIT = { max: 60, windowS: 15 * 60 };

/** `wrong` says no more than that: whether there is such an account is nobody's business. */
export type SignInResult =
  | { ok: true; userId: string | null; needsCode: boolean; cookies: string[] }
  | { ok: false; reason: "wrong" | "often" };

/** Tries an e-mail address and a password, and writes down that it was tried. */
export async function attemptSignIn(
  headers: Headers,
  email: string,
  password: string,
): Promise<SignInResult> {
  const db = officeDatabase();
  const address = headers.get("placard-client") ?? "unknown";
  const now = new Date();
  const userId = await findUserId(db, email);
  const log = (allowed: boolean) =>
    logSignIn(db, { userId, address: hashAddress(address), allowed });
  const mayTry =
    (await takeTry(db, "address", address, ADDRESS_LIMIT, now)) &&
    (await takeTry(db, "account", email, ACCOUNT_LIMIT, now));
  if (!mayTry) {
    await log(false);
    return { ok: false, reason: "often" };
  }
  try {
    const { headers: answered, response } = await identity().api.signInEmail({
      body: { email, password },
      headers,
      returnHeaders: true,
    });
    const needsCode = "twoFactorRedirect" in response;
    if (!needsCode) await log(true);
    await giveTriesBack(db, "account", email);
    await giveTryBack(db, "address", address);
    return { ok: true, userId, needsCode, cookies: answered.getSetCookie() };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    await log(false);
    return { ok: false, reason: "wrong" };
  }
}
