import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** Costs of one hash: 32 MB and about a tenth of a second. */
const LOG_N = 15;
const R = 8;
const P = 3;
const BYTES = 32;

/** A password's hash by scrypt with a salt of its own; the costs stand in it, so that they may grow. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, LOG_N, R, P);
  return `scrypt$${LOG_N}$${R}$${P}$${salt.toString("base64")}$${key.toString("base64")}`;
}

/** Whether a password is the one of a hash, in a time that does not tell how near it came. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [kind, logN, r, p, salt = "", key = ""] = hash.split("$");
  if (kind !== "scrypt") return false;
  const wanted = Buffer.from(key, "base64");
  const given = await derive(
    password,
    Buffer.from(salt, "base64"),
    Number(logN),
    Number(r),
    Number(p),
  );
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function derive(
  password: string,
  salt: Buffer,
  logN: number,
  r: number,
  p: number,
): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** logN, r, p, maxmem: 2 ** (logN + 8) * r };
  return new Promise((resolve, reject) => {
    // Of the same letters typed on different keyboards.
    scrypt(password.normalize("NFKC"), salt, BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
