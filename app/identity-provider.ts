import type { IdentityProvider } from "@/services/identity";

/** The identity provider that the environment names, by the name it has for people; null for none. */
export function identityProvider(): (IdentityProvider & { name: string }) | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = process.env;
  const bothFactors = process.env.OIDC_BOTH_FACTORS === "1";
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    bothFactors,
    name: OIDC_NAME || new URL(OIDC_ISSUER).hostname,
  };
}
