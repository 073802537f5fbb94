import { createPublicKey, verify } from "node:crypto";
import { signedText } from "@/core/tax-batch";

/** What a raw Ed25519 key has before it as an SPKI document (RFC 8410). */
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const KEY_BYTES = 32;

/** A public key as it is stored, from base64 of its 32 bytes or a PEM document; null for neither. */
export function parsePublicKey(text: string): string | null {
  const typed = text.trim();
  const base64 = typed.replace(/-----(BEGIN|END) PUBLIC KEY-----/g, "").replaceAll(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, "base64");
  const raw = bytes.subarray(0, SPKI_PREFIX.length).equals(SPKI_PREFIX)
    ? bytes.subarray(SPKI_PREFIX.length)
    : bytes;
  return raw.length === KEY_BYTES ? raw.toString("base64") : null;
}

/** Whether a text can be a signature at all: 64 bytes, base64. */
export function isSignatureText(text: string): boolean {
  return /^[A-Za-z0-9+/]{86}==$/.test(text);
}

/** Whether a detached signature, base64, is of a delivery's body, named by its SHA-256 in hex. */
export function isSignedBy(publicKey: string, bodyHash: string, signature: string): boolean {
  if (!isSignatureText(signature)) return false;
  const der = Buffer.concat([SPKI_PREFIX, Buffer.from(publicKey, "base64")]);
  try {
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return verify(null, Buffer.from(signedText(bodyHash)), key, Buffer.from(signature, "base64"));
  } catch {
    // Not every 32 bytes are a point of the curve.
    return false;
  }
}
