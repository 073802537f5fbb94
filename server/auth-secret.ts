import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Environment } from "@/server/environment";

const FILE = path.resolve(".placard/auth-secret");

/**
 * Puts into the environment what `app/` finds identity by: the secret, and whether invented accounts
 * may sign in. Only where data is invented may the secret be one of our own making.
 */
export function prepareIdentity(
  { AUTH_SECRET }: Environment,
  { demo, invented }: { demo: boolean; invented: boolean },
): void {
  process.env.PLACARD_DEMO = demo ? "1" : "0";
  if (AUTH_SECRET) return;
  if (!invented) {
    throw new Error(
      "No AUTH_SECRET. Set it to at least 32 random characters, such as `openssl rand -base64 32` " +
        "prints, the same ones at each start and in each process: sign-ins rest on it.",
    );
  }
  process.env.AUTH_SECRET = ownSecret();
}

/** The secret that this folder was given at its first start. */
function ownSecret(): string {
  mkdirSync(path.dirname(FILE), { recursive: true });
  try {
    writeFileSync(FILE, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(FILE, "utf8");
}
