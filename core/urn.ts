import { createHash } from "node:crypto";

/** Names made by Placard, and by nothing else, are told apart from other name-based ids by this. */
const NAMESPACE = Buffer.from("7c5a3b0e94d14b6f8a2e51d09c6f3b72", "hex");

/**
 * A name as `urn:uuid:`, the same for the same parts for ever and on every board: version 5 of
 * RFC 9562. What it names must be unique in the world, so one part is a public id or a slug.
 */
export function urnOf(...parts: readonly (string | number)[]): string {
  const hash = createHash("sha1")
    .update(NAMESPACE)
    .update(parts.join("\n"))
    .digest()
    .subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
