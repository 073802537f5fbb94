import type { Person } from "@/tests/faults/office-people";
import type { Things } from "@/tests/faults/office-things";

/** One request, as a page of ours sends it. */
export interface Ask {
  path: string;
  form?: Record<string, string>;
  json?: unknown;
  bytes?: Uint8Array;
}

/** What a route is asked for, and who is let in. */
export interface RouteCase {
  /** Those named; `signed in` for everybody but nobody; `anybody` for the public and signing in. */
  may: readonly Person[] | "signed in" | "anybody";
  ask: (things: Things) => Promise<Ask> | Ask;
  /** It shows what is not public: the look is written down. */
  reads?: true;
  /** It names a place, which everybody may know of: one that is not there may be told apart. */
  namesPlace?: true;
  /** It ends the session it is asked with. */
  ends?: true;
}

/** Pages and handlers of a part of the office; who may is written out, not derived. */
export type Routes = Readonly<Record<string, readonly RouteCase[]>>;

export const INSPECTORS_HERE = ["inspector", "colleague"] as const;
export const INSPECTORS = [...INSPECTORS_HERE, "inspector elsewhere"] as const;
export const READERS_HERE = [...INSPECTORS_HERE, "reviewer", "admin", "auditor"] as const;

/** A form for the administration of the authority at hand. */
export async function toAuthority(
  things: Things,
  part: string,
  form: Record<string, string>,
): Promise<Ask> {
  const authorityId = await things.authority();
  return { path: `/office/administration/${part}`, form: { authorityId, ...form } };
}
