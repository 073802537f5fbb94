import { createHash } from "node:crypto";
import type { SiteRow } from "@/core/import-row";

/**
 * Tells whether a site's facts differ from those last told of it, for formats that repeat them on
 * every line. Memory grows with the number of sites (some 100 bytes each), not of lines.
 */
export class SiteMemory {
  #told = new Map<string, string>();

  isNews({ line, ...facts }: SiteRow): boolean {
    const hash = createHash("sha1").update(JSON.stringify(facts)).digest("base64");
    if (this.#told.get(facts.key) === hash) return false;
    this.#told.set(facts.key, hash);
    return true;
  }
}
