import type { EntityNumber } from "@/core/entity";

/** What somebody is invited to speak for: a place by its public id, or a legal entity. */
export type RepresentedSubject = { site: string } | { entity: EntityNumber };

/** Somebody who speaks for a business, as the authority that invited them sees it. */
export interface Representative {
  membershipId: number;
  name: string;
  email: string;
  grantedAt: Date;
  /** Whether they have yet to choose a password. */
  isInvited: boolean;
  site: { id: string; name: string; language: string } | null;
  entity: (EntityNumber & { name: string | null; language: string | null }) | null;
}
