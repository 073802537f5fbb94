import type { Locale } from "@/core/locale";
import type { Membership, Role } from "@/core/permissions";
import { officeDatabase } from "@/db/client";
import { findRoles } from "@/db/queries/find-roles";

/** Where each role's own work begins; who holds several begins with the first. */
const HOMES: readonly { page: string; roles: readonly Role[] }[] = [
  { page: "inspect", roles: ["inspector"] },
  { page: "review", roles: ["reviewer"] },
  { page: "tax", roles: ["tax-officer"] },
  { page: "admin", roles: ["authority-admin", "platform-admin", "auditor"] },
  { page: "my", roles: ["representative"] },
];

/** Where somebody begins who asked for nothing else. */
export function homeOf(locale: Locale, memberships: readonly Membership[]): string {
  const home = HOMES.find(({ roles }) => memberships.some(({ role }) => roles.includes(role)));
  return `/${locale}/${home?.page ?? "account"}`;
}

/** The same for somebody who has just signed in. */
export async function homeOfUser(locale: Locale, userId: string): Promise<string> {
  return homeOf(locale, await findRoles(officeDatabase(), userId));
}
