import { z } from "zod";
import { isSignatureText, isSignedBy } from "@/core/ed25519";
import type { Db } from "@/db/client";
import { logForgery } from "@/db/commands/tax/log-forgery";
import { type AuthorityKey, findAuthorityKey } from "@/db/queries/find-authority-key";

/** Whose a signed delivery is; else why it is nobody's, in a sentence. */
export type Verified = { ok: true; key: AuthorityKey } | { ok: false; reason: string };

const NOT_SIGNED =
  "The signature is not one of this body by a registered key. Sign the words " +
  "placard-tax-batch:v1: followed by the SHA-256 of the body in hex, with Ed25519.";
const ENDED = "This key has ended. Sign with one that is registered.";

/**
 * Whether a delivery may be read at all: by a key that holds, with something that can be its
 * signature. It says nothing yet of the body.
 */
export async function mayDeliver(
  db: Db,
  { keyId, signature }: { keyId: string; signature: string },
): Promise<Verified> {
  const key = await keyNamed(db, keyId);
  if (!key || !isSignatureText(signature)) return { ok: false, reason: NOT_SIGNED };
  if (key.endedAt === null) return { ok: true, key };
  await logForgery(db, key, "tax-batch:unread:key-ended");
  return { ok: false, reason: ENDED };
}

/** Checks a detached signature over a body by the key it names; what fails leaves a trace. */
export async function verifyDelivery(
  db: Db,
  { keyId, signature, hash }: { keyId: string; signature: string; hash: string },
): Promise<Verified> {
  const key = await keyNamed(db, keyId);
  if (!key) return { ok: false, reason: NOT_SIGNED };
  if (!isSignedBy(key.publicKey, hash, signature)) {
    await logForgery(db, key, `tax-batch:${hash}:not-signed`);
    return { ok: false, reason: NOT_SIGNED };
  }
  if (key.endedAt !== null) {
    await logForgery(db, key, `tax-batch:${hash}:key-ended`);
    return { ok: false, reason: ENDED };
  }
  return { ok: true, key };
}

async function keyNamed(db: Db, keyId: string): Promise<AuthorityKey | null> {
  return z.uuid().safeParse(keyId).success ? findAuthorityKey(db, keyId) : null;
}
