import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { withoutPersons } from "@/core/personal-number";
import type { Db } from "@/db/client";

/** So long it is kept. */
export const TYPED_LIFETIME_S = 15 * 60;
const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A form as it was typed: where it was sent, and what it held by field. */
export interface KeptForm {
  action: string;
  fields: Record<string, string>;
}

/**
 * Keeps what somebody typed into a form, in place of what they had before; not even so long the
 * number of a natural person. It is sealed: what opens it is the key that comes back, for their
 * browser alone, since a form may hold what the database must not tell whoever reads its tables.
 */
export async function keepTyped(db: Db, userId: string, form: KeptForm): Promise<string> {
  const key = randomBytes(KEY_BYTES);
  const sealed = seal(JSON.stringify(withoutPersons(form)), key, userId);
  await db.begin(async (tx) => {
    await tx`delete from verifications where identifier = ${identifier(userId)}`;
    await tx`
      insert into verifications (id, identifier, value, expires_at)
      values (gen_random_uuid(), ${identifier(userId)}, ${sealed},
        clock_timestamp() + make_interval(secs => ${TYPED_LIFETIME_S}))`;
  });
  return key.toString("base64url");
}

/** What somebody typed last; null where that is too long ago, or the key is not that of it. */
export async function findTyped(db: Db, userId: string, key: string): Promise<KeptForm | null> {
  const [kept] = await db<{ value: string }[]>`
    select value from verifications
    where identifier = ${identifier(userId)} and expires_at > clock_timestamp()
    order by created_at desc limit 1`;
  const opened = kept ? open(kept.value, Buffer.from(key, "base64url"), userId) : null;
  return opened === null ? null : JSON.parse(opened);
}

function identifier(userId: string): string {
  return `typed:${userId}`;
}

/** Only for whose it is: nobody's row opens as another's. */
function seal(text: string, key: Buffer, userId: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(userId));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Null where the key is another's, or that of what was kept before. */
function open(value: string, key: Buffer, userId: string): string | null {
  const bytes = Buffer.from(value, "base64url");
  if (key.length !== KEY_BYTES || bytes.length < IV_BYTES + TAG_BYTES) return null;
  const [iv, rest] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES)];
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(userId))
    .setAuthTag(rest.subarray(0, TAG_BYTES));
  const text = decipher.update(rest.subarray(TAG_BYTES), undefined, "utf8");
  try {
    return text + decipher.final("utf8");
  } catch {
    return null;
  }
}
