import type { Role } from "@/core/permissions";
import type { Db } from "@/db/client";
import { addUser } from "@/db/commands/add-user";
import { findUserId } from "@/db/queries/find-identity";
import { hashPassword } from "@/services/password";

/** Of every invented account; they cannot sign in anywhere but in a demonstration. */
export const DEMO_PASSWORD = "look behind the counter";

interface Official {
  email: string;
  name: string;
  role: Role;
  /** Slug of the authority, null for the whole platform. */
  authority: string | null;
}

/** Who works for each invented authority: an inspector, a reviewer and whoever runs it. */
const STAFF: Readonly<Record<string, readonly [string, string, string]>> = {
  "demo-tallinn": ["Mari Tamm", "Jaan Kask", "Liis Rebane"],
  "demo-toronto": ["Avery Clarke", "Jordan Singh", "Robin Tremblay"],
  "demo-rongcheng": ["李敏", "王强", "张静"],
  "demo-tallinn-goods": ["Peeter Saar", "Anu Lepik", "Tiit Mets"],
  "demo-toronto-goods": ["Morgan Lee", "Casey Roy", "Sam Okafor"],
};

const TAX = "demo-tax-estonia";

export const DEMO_OFFICIALS: readonly Official[] = [
  ...Object.entries(STAFF).flatMap(([authority, [inspector, reviewer, admin]]) => [
    official("inspector", inspector, "inspector", authority),
    official("reviewer", reviewer, "reviewer", authority),
    official("admin", admin, "authority-admin", authority),
  ]),
  official("officer", "Kadri Ilves", "tax-officer", TAX),
  official("officer2", "Rasmus Oja", "tax-officer", TAX),
  official("admin", "Helen Aas", "authority-admin", TAX),
  official("auditor", "Noor Haddad", "auditor", null),
  official("platform", "Kim Okoye", "platform-admin", null),
];

function official(mailbox: string, name: string, role: Role, authority: string | null): Official {
  return { email: `${mailbox}@${authority ?? "placard"}.example`, name, role, authority };
}

/** Adds the invented officials of every invented authority there is; who is there already stays. */
export async function seedOfficials(db: Db, now: Date): Promise<void> {
  const authorities = await db<{ id: number; slug: string }[]>`select id, slug from authorities`;
  let passwordHash: string | null = null;
  for (const { authority, ...official } of DEMO_OFFICIALS) {
    const authorityId = authorities.find(({ slug }) => slug === authority)?.id ?? null;
    if (authority !== null && authorityId === null) continue;
    if (await findUserId(db, official.email)) continue;
    passwordHash ??= await hashPassword(DEMO_PASSWORD);
    await addUser(db, { ...official, authorityId, passwordHash, demo: true }, now);
  }
}
