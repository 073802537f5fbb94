import { APIError } from "better-auth";
import { hashAddress, identity } from "@/app/identity";
import { readSession } from "@/app/session";
import { officeDatabase } from "@/db/client";
import { endSession } from "@/db/commands/end-sessions";
import { logSignIn } from "@/db/commands/log-sign-in";
import { strengthenSession } from "@/db/commands/strengthen-session";
import { giveTryBack, takeTry } from "@/db/commands/take-try";

const ADDRESS_LIMIT = { max: 60, windowS: 15 * 60 };
/** Longer than any code is taken. */
const ONCE = { max: 1, windowS: 3 * 60 };
const USER_LIMIT = { max: 10, windowS: 15 * 60 };

/**
 * Tries the second factor: a code of the app or a backup code, after the password or for a session
 * that lacks it. `gone`: the password was too long ago, or there were too many wrong codes.
 */
export async function tryCode(
  headers: Headers,
  typed: string,
): Promise<
  { ok: true; userId: string; cookies: string[] } | { ok: false; reason: "code" | "often" | "gone" }
> {
  const db = officeDatabase();
  const now = new Date();
  const address = headers.get("placard-client") ?? "unknown";
  const session = await readSession();
  const mayTry =
    (await takeTry(db, "address", address, ADDRESS_LIMIT, now)) &&
    (!session || (await takeTry(db, "code", session.userId, USER_LIMIT, now)));
  if (!mayTry) return { ok: false, reason: "often" };
  const code = typed.replaceAll(/\s/g, "");
  const isFromApp = /^\d{6}$/.test(code);
  const { api } = identity();
  try {
    const { headers: answered, response } = isFromApp
      ? await api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
      : await api.verifyBackupCode({ body: { code }, headers, returnHeaders: true });
    const userId = response.user.id;
    // Whoever saw a code being typed cannot use it too.
    const isFirst = await takeTry(db, "used-code", `${userId} ${code}`, ONCE, now);
    await logSignIn(db, { userId, address: hashAddress(address), allowed: isFirst });
    if (!isFirst) {
      if (!session && response.token) await endSession(db, response.token);
      return { ok: false, reason: "code" };
    }
    if (session) await strengthenSession(db, session.sessionId);
    await giveTryBack(db, "address", address);
    return { ok: true, userId, cookies: answered.getSetCookie() };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    const userId = session?.userId ?? null;
    await logSignIn(db, { userId, address: hashAddress(address), allowed: false });
    const code = error.body?.code ?? "";
    if (/TOO_MANY|LOCKED/.test(code)) return { ok: false, reason: "often" };
    return { ok: false, reason: /COOKIE|NOT_ENABLED/.test(code) ? "gone" : "code" };
  }
}
