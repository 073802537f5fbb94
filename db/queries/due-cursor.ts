import { createHash } from "node:crypto";
import { z } from "zod";
import { type DueQuery, dueSearch } from "@/core/due-query";
import { SITE_DOMAINS, type SiteDomain } from "@/core/standing";

/** The last place of a page of a worklist. */
export interface DuePlace {
  /** A day, or `infinity` where nothing is due. */
  dueOn: string;
  siteId: number;
  domain: SiteDomain;
}

/** Where the next page begins, as text for an address. */
export function writeDueCursor(query: DueQuery, { dueOn, siteId, domain }: DuePlace): string {
  return Buffer.from(JSON.stringify([markOf(query), dueOn, siteId, domain])).toString("base64url");
}

/** The place a cursor names; null for one of another list, and for what is none at all. */
export function readDueCursor(query: DueQuery, cursor: string): DuePlace | null {
  const shape = z.tuple([
    z.literal(markOf(query)),
    z.iso.date().or(z.literal("infinity")),
    z.number().int().nonnegative(),
    z.enum(SITE_DOMAINS),
  ]);
  try {
    const read = shape.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (!read.success) return null;
    const [, dueOn, siteId, domain] = read.data;
    return { dueOn, siteId, domain };
  } catch {
    return null;
  }
}

function markOf(query: DueQuery): string {
  return createHash("sha256").update(dueSearch(query).toString()).digest("base64url").slice(0, 8);
}
