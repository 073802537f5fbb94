/** Who somebody is to an authority (DESIGN §11). A visitor has no role. */
export const ROLES = [
  "representative",
  "inspector",
  "reviewer",
  "tax-officer",
  "authority-admin",
  "auditor",
  "platform-admin",
] as const;
export type Role = (typeof ROLES)[number];

/**
 * What each role may do that is not open to everybody: the one table of it. An auditor reads
 * everything and changes nothing; a platform admin runs the platform and rates nobody.
 */
export const PERMISSIONS = {
  "read-worklist": ["inspector", "reviewer", "authority-admin", "auditor"],
  "read-visit": ["inspector", "reviewer", "authority-admin", "auditor"],
  "read-original-photo": ["inspector", "reviewer", "authority-admin", "auditor"],
  "plan-day": ["inspector"],
  "register-site": ["inspector", "authority-admin"],
  "record-visit": ["inspector"],
  "record-missed-visit": ["inspector"],
  "record-complaint": ["inspector", "reviewer", "authority-admin"],
  "mail-report": ["inspector", "reviewer"],
  "declare-conflict": ["inspector", "reviewer"],
  "read-review-queue": ["reviewer", "auditor"],
  "confirm-visit": ["reviewer"],
  "withdraw-visit": ["reviewer"],
  "read-authority": ["authority-admin", "auditor"],
  "manage-staff": ["authority-admin", "platform-admin"],
  "propose-scheme": ["authority-admin"],
  "confirm-scheme": ["authority-admin", "reviewer"],
  "manage-comments": ["authority-admin"],
  "manage-areas": ["authority-admin"],
  "read-matches": ["authority-admin", "auditor"],
  "decide-match": ["authority-admin"],
  "merge-sites": ["authority-admin"],
  "merge-entities": ["platform-admin"],
  "read-access-log": ["auditor"],
  "read-own-standing": ["representative"],
  "read-tax": ["tax-officer", "auditor"],
  "manage-tax": ["tax-officer"],
  "read-register": ["reviewer", "authority-admin", "auditor"],
  "manage-register": ["reviewer", "authority-admin"],
  "manage-platform": ["platform-admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof PERMISSIONS;
export const ACTIONS = Object.keys(PERMISSIONS) as Action[];

/** A role somebody holds now: at one authority or, `null`, on the whole platform. */
export interface Membership {
  role: Role;
  authority: number | null;
}

/** Whoever is signed in, as far as deciding needs it. */
export interface Actor {
  userId: string;
  memberships: readonly Membership[];
}

/** Roles that somebody may hold without naming an authority. */
export const PLATFORM_ROLES: readonly Role[] = ["auditor", "platform-admin"];

/** The roles that may do something. */
export function rolesFor(action: Action): readonly Role[] {
  return PERMISSIONS[action];
}

/** Whether some role of somebody's allows something anywhere: enough to offer it, not to do it. */
export function mayAnywhere(actor: Actor, action: Action): boolean {
  return actor.memberships.some(({ role }) => rolesFor(action).includes(role));
}

/**
 * Whether somebody may do something at an authority. What holds on the platform holds at each of
 * its authorities; a role at one says nothing of another.
 */
export function may(actor: Actor | null, action: Action, authority: number | null): boolean {
  const roles = rolesFor(action);
  return (actor?.memberships ?? []).some(
    (held) =>
      roles.includes(held.role) && (held.authority === null || held.authority === authority),
  );
}
