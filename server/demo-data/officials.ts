import { DEMO_PASSWORD } from "@/core/demo-password";
import type { Role } from "@/core/permissions";
import type { Db } from "@/db/client";
import { addUser } from "@/db/commands/add-user";
import { findUserId } from "@/db/queries/find-identity";
import { DEMO_CHAIN, DEMO_OWNER, seedRepresentatives } from "@/server/demo-data/representatives";
import { hashPassword } from "@/services/password";

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

/** Everybody invented who signs in, officials first. */
export const DEMO_ACCOUNTS: readonly { email: string; role: Role }[] = [
  ...DEMO_OFFICIALS,
  ...[DEMO_OWNER, DEMO_CHAIN].map(({ email }) => ({ email, role: "representative" as const })),
];

/** Adds whoever works for an invented authority or speaks for a business; who is there already stays. */
export async function seedOfficials(db: Db, now: Date): Promise<void> {
  const authorities = await db<{ id: number; slug: string }[]>`select id, slug from authorities`;
  let passwordHash: Promise<string> | undefined;
  const hash = () => {
    passwordHash ??= hashPassword(DEMO_PASSWORD);
    return passwordHash;
  };
  for (const { authority, ...official } of DEMO_OFFICIALS) {
    const authorityId = authorities.find(({ slug }) => slug === authority)?.id ?? null;
    if (authority !== null && authorityId === null) continue;
    if (await findUserId(db, official.email)) continue;
    const passwordHash = await hash();
    await addUser(db, { ...official, authorityId, passwordHash, demo: true }, now);
  }
  await seedRepresentatives(db, hash, now);
}
