import type { Action, Membership } from "@/core/permissions";
import { rolesFor } from "@/core/permissions";

/** The parts of the back-office, and what somebody has to be allowed for one to be theirs. */
const PARTS = [
  { part: "inspect", actions: ["read-worklist"] },
  { part: "review", actions: ["read-review-queue"] },
  { part: "tax", actions: ["read-tax"] },
  { part: "registers", actions: ["read-register"] },
  {
    part: "admin",
    actions: ["read-authority", "manage-staff", "manage-platform", "read-representatives"],
  },
  { part: "my", actions: ["read-own-standing"] },
] as const satisfies readonly { part: string; actions: readonly Action[] }[];

export type OfficePart = (typeof PARTS)[number]["part"];

/** The parts of the back-office that are open to somebody with these roles. */
export function officeParts(memberships: readonly Membership[]): OfficePart[] {
  const open = PARTS.filter(({ actions }) =>
    actions.some((action) => memberships.some(({ role }) => rolesFor(action).includes(role))),
  );
  return open.map(({ part }) => part);
}
