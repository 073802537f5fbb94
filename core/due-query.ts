import { z } from "zod";
import { WORK_REASONS, type WorkReason } from "@/core/due";
import type { IsoDate } from "@/core/import-row";
import type { Listing, Total } from "@/core/listing";
import { SITE_DOMAINS, type SiteDomain } from "@/core/standing";

/** What an inspector asks of the worklist: its whole state, kept in the address. */
export interface DueQuery {
  /** Words of name or address: then places that are not due are found, too. */
  q: string;
  /** Slug; null for all of one's authorities. */
  authority: string | null;
  area: number | null;
  reason: WorkReason | null;
  domain: SiteDomain | null;
  overdue: boolean;
}

const FIELDS = {
  q: z.string().trim().max(200),
  authority: z.string().regex(/^[a-z0-9-]{1,100}$/),
  area: z.coerce.number().int().positive().safe(),
  reason: z.enum(WORK_REASONS),
  domain: z.enum(SITE_DOMAINS),
  overdue: z.literal("1").transform(() => true),
};

/** Reads a worklist's address; what is not understood is as if it were not there. */
export function parseDueQuery(search: URLSearchParams): DueQuery {
  const read = <T>(shape: z.ZodType<T>, name: string): T | null => {
    const text = search.get(name);
    const parsed = text ? shape.safeParse(text) : null;
    return parsed?.success ? parsed.data : null;
  };
  return {
    q: read(FIELDS.q, "q") ?? "",
    authority: read(FIELDS.authority, "authority"),
    area: read(FIELDS.area, "area"),
    reason: read(FIELDS.reason, "reason"),
    domain: read(FIELDS.domain, "domain"),
    overdue: read(FIELDS.overdue, "overdue") ?? false,
  };
}

/** A worklist's address, without what is asked of every one. */
export function dueSearch(query: DueQuery): URLSearchParams {
  const fields = {
    q: query.q,
    authority: query.authority,
    area: query.area,
    reason: query.reason,
    domain: query.domain,
    overdue: query.overdue ? "1" : null,
  };
  const set = Object.entries(fields).filter(([, value]) => value !== null && value !== "");
  return new URLSearchParams(set.map(([name, value]) => [name, String(value)]));
}

/** One place on a worklist. */
export interface DueItem {
  listing: Listing;
  domain: SiteDomain;
  /** The one named first; null where nothing is due and it was asked for by name. */
  reason: WorkReason | null;
  /** Every reason that is open, the one named first at their head. */
  reasons: WorkReason[];
  /** The risk category that its interval is of; null without. */
  risk: string | null;
  /** When somebody last went there and could not inspect, if no visit was made since. */
  missedOn: IsoDate | null;
  dueOn: IsoDate | null;
  /** One's own visit that is under way or was returned. */
  visitId: string | null;
  /** Whether who asks has declared a conflict of interest. */
  conflicted: boolean;
}

/** One page of a worklist. */
export interface DuePage {
  items: DueItem[];
  /** Opaque; null at the end. */
  next: string | null;
  /** How many are due for each reason, whatever reason is asked for; null where too many match. */
  counts: Record<WorkReason, Total> | null;
  /** How many of what is asked for are overdue. */
  overdue: Total | null;
}
