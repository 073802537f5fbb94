import type { IsoDate } from "@/core/import-row";
import type { Role } from "@/core/permissions";
import type { SiteDomain, Standing } from "@/core/standing";

/** An authority as its own people see it. */
export interface ManagedAuthority {
  id: number;
  slug: string;
  name: string;
  /** ISO 3166. */
  country: string;
  language: string;
  timeZone: string;
}

/** What was typed into a form that was refused, by the form's address; nothing where it was not. */
export type TypedInForm = (action: string) => Readonly<Record<string, string>>;

/** The roles that an authority gives to its own people. */
export const STAFF_ROLES = [
  "inspector",
  "reviewer",
  "authority-admin",
  "auditor",
] as const satisfies readonly Role[];
export type StaffRoleName = (typeof STAFF_ROLES)[number];

/** A role that somebody holds at an authority. */
export interface StaffRole {
  membershipId: number;
  userId: string;
  name: string;
  email: string;
  role: Role;
  grantedAt: Date;
}

/** A part of an authority's territory, and how many places lie in it. */
export interface Area {
  id: number;
  name: string;
  localities: string[];
  postcodes: string[];
  sites: number;
}

/** A sentence that inspectors may choose for an item of a checklist. */
export interface ItemComment {
  id: number;
  itemCode: string;
  /** BCP 47. */
  language: string;
  text: string;
}

/** Which scheme versions an authority works by, and what is proposed. */
export interface SchemeUse {
  used: { domain: SiteDomain; scheme: string; from: IsoDate; until: IsoDate | null }[];
  /** Open proposals, then decided ones, the newest first. */
  changes: {
    id: number;
    domain: SiteDomain;
    scheme: string;
    validFrom: IsoDate;
    proposedBy: string;
    proposedById: string;
    proposedOn: IsoDate;
    /** Null while it is open. */
    confirmed: boolean | null;
    decidedBy: string | null;
    decidedOn: IsoDate | null;
    reason: string | null;
  }[];
}

/** A proposed scheme version on the desk of whoever may confirm it. */
export interface OpenProposal {
  id: number;
  scheme: string;
  validFrom: IsoDate;
  proposedBy: string;
  proposedOn: IsoDate;
  authority: { slug: string; name: string; language: string };
}

/** Who would move to which colour if an authority took up a scheme version. */
export interface SimulatedChange {
  stay: number;
  move: number;
  untold: number;
  /** The most frequent first. */
  moves: { from: Standing; to: Standing; sites: number }[];
  /** Some of those that would move, by public id. */
  examples: { site: string; name: string; slug: string; from: Standing; to: Standing }[];
  /** Whether there are more ratings than were looked at. */
  isPartial: boolean;
}

/** One look at what is not public, one act, or one refusal. */
export interface LoggedAccess {
  /** Where it stands in the list; also where the next page begins. */
  key: string;
  at: Date;
  /** Null where nobody was signed in, or time or an operator did it. */
  person: { name: string; email: string } | null;
  authority: string | null;
  action: string;
  subject: string;
  allowed: boolean;
  /** What was given, or to whom, in a word; null for what says it all. */
  detail: string | null;
  /** Of a subject that is a site or belongs to one: its public id and name. */
  site: { id: string; name: string } | null;
  /** Of a subject that is a visit or belongs to one. */
  visitId: string | null;
}

/** What an auditor asks of the log; empty for all. */
export interface AccessLogQuery {
  /** An e-mail address. */
  person: string;
  /** A subject to the letter, or a site's public id or a visit's number: then all that is theirs. */
  subject: string;
  /** A day in UTC. */
  day: IsoDate | null;
  refused: boolean;
}
