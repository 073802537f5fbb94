import { createHmac } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { identityProvider } from "@/app/identity-provider";
import { isDemo } from "@/app/is-demo";
import { mailReset } from "@/app/mail-reset";
import { endWithPools, officeDatabase, poolsRenewed } from "@/db/client";
import { logSignIn } from "@/db/commands/log-sign-in";
import { connectIdentity, IDENTITY_TABLES } from "@/db/identity-client";
import { isDemoUser } from "@/db/queries/find-identity";
import { baseUrl } from "@/services/base-url";
import { type Identity, type IdentityProvider, openIdentity } from "@/services/identity";

interface Opened {
  identity: Identity;
  /** Of the pools it was opened beside. */
  renewed: number;
}

const shared = globalThis as { placardIdentity?: Opened; placardProvider?: Opened };

/** The process's one identity; on globalThis, since Next makes several copies of this module. */
export function identity(): Identity {
  shared.placardIdentity = fresh(shared.placardIdentity, null);
  return shared.placardIdentity.identity;
}

/**
 * The same with the identity provider, null where there is none. Apart, since it asks the provider
 * before it does anything else, and who signs in with a password does not wait for that.
 */
export function providerIdentity(): Identity | null {
  const provider = identityProvider();
  if (!provider) return null;
  shared.placardProvider = fresh(shared.placardProvider, provider);
  return shared.placardProvider.identity;
}

/** One whose connections are as young as those of the other pools (db/client.ts). */
function fresh(opened: Opened | undefined, provider: IdentityProvider | null): Opened {
  const renewed = poolsRenewed();
  if (opened?.renewed === renewed) return opened;
  const { db, end } = connectIdentity(process.env.DATABASE_URL ?? "");
  endWithPools(() => void end());
  return { identity: open(db, provider), renewed };
}

function open(
  db: ReturnType<typeof connectIdentity>["db"],
  provider: IdentityProvider | null,
): Identity {
  return openIdentity({
    tables: drizzleAdapter(db, {
      provider: "pg",
      schema: IDENTITY_TABLES,
    }),
    baseUrl: baseUrl(),
    secret: secret(),
    demo: isDemo(),
    provider,
    isDemoUser: (userId) => isDemoUser(officeDatabase(), userId),
    sendReset: mailReset,
    onProviderSignIn: (userId) =>
      logSignIn(officeDatabase(), { userId, address: "", allowed: true }),
  });
}

/** An address of the network as it may be written down: the same one gives the same text. */
export function hashAddress(address: string): string {
  return createHmac("sha256", secret()).update(address).digest("base64url").slice(0, 16);
}

function secret(): string {
  const { AUTH_SECRET } = process.env;
  if (!AUTH_SECRET) throw new Error("AUTH_SECRET is not set.");
  return AUTH_SECRET;
}
