import { createHmac } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { identityProvider } from "@/app/identity-provider";
import { isDemo } from "@/app/is-demo";
import { mailReset } from "@/app/mail-reset";
import { officeDatabase } from "@/db/client";
import { logSignIn } from "@/db/commands/log-sign-in";
import { connectIdentity, IDENTITY_TABLES } from "@/db/identity-client";
import { isDemoUser } from "@/db/queries/find-identity";
import { baseUrl } from "@/services/base-url";
import { type Identity, type IdentityProvider, openIdentity } from "@/services/identity";

const shared = globalThis as { placardIdentity?: Identity; placardProvider?: Identity };

/** The process's one identity; on globalThis, since Next makes several copies of this module. */
export function identity(): Identity {
  shared.placardIdentity ??= open(null);
  return shared.placardIdentity;
}

/**
 * The same with the identity provider, null where there is none. Apart, since it asks the provider
 * before it does anything else, and who signs in with a password does not wait for that.
 */
export function providerIdentity(): Identity | null {
  const provider = identityProvider();
  if (!provider) return null;
  shared.placardProvider ??= open(provider);
  return shared.placardProvider;
}

function open(provider: IdentityProvider | null): Identity {
  return openIdentity({
    tables: drizzleAdapter(connectIdentity(process.env.DATABASE_URL ?? ""), {
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
