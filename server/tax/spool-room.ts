/** So many deliveries lie on the disk at once: each may be of a gigabyte. */
const SPOOLS_MAX = 2;

const under = new Set<string>();

/** `key-busy`: another delivery by that key is under way; `full`: as many of others are as fit. */
export type NoRoom = "key-busy" | "full";

/** Does the work of a delivery where there is room for it, one by each key at a time. */
export async function withRoom<T>(keyId: string, work: () => Promise<T>): Promise<T | NoRoom> {
  if (under.has(keyId)) return "key-busy";
  if (under.size >= SPOOLS_MAX) return "full";
  under.add(keyId);
  try {
    return await work();
  } finally {
    under.delete(keyId);
  }
}
