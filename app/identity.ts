import { createHmac } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { identityProvider } from "@/app/identity-provider";
import { isDemo } from "@/app/is-demo";
import { mailReset } from "@/app/mail-reset";
import { database } from "@/db/client";
import { connectIdentity, IDENTITY_TABLES } from "@/db/identity-client";
import { isDemoUser } from "@/db/queries/find-identity";
import { baseUrl } from "@/services/base-url";
import { type Identity, openIdentity } from "@/services/identity";

const shared = globalThis as { placardIdentity?: Identity };

/** The process's one identity; on globalThis, since Next makes several copies of this module. */
export function identity(): Identity {
  shared.placardIdentity ??= openIdentity({
    tables: drizzleAdapter(connectIdentity(process.env.DATABASE_URL ?? ""), {
      provider: "pg",
      schema: IDENTITY_TABLES,
    }),
    baseUrl: baseUrl(),
    secret: secret(),
    demo: isDemo(),
    provider: identityProvider(),
    isDemoUser: (userId) => isDemoUser(database(), userId),
    sendReset: mailReset,
  });
  return shared.placardIdentity;
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
