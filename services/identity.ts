import { passkey } from "@better-auth/passkey";
import { APIError, type BetterAuthOptions, betterAuth } from "better-auth";
import { symmetricDecrypt } from "better-auth/crypto";
import { genericOAuth, twoFactor } from "better-auth/plugins";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/core/password-rule";
import { hashPassword, verifyPassword } from "@/services/password";

/** How long somebody stays signed in: a working day. */
const SESSION_S = 12 * 60 * 60;
const FRESH_S = 60 * 60;
/** A link by mail; the one that a command prints lives longer. */
const RESET_S = 60 * 60;

/** Ways in after which more than a password has been shown. */
const STRONG_PATHS = new Set([
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/passkey/verify-authentication",
]);

/** A government identity provider that speaks OpenID Connect. */
export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Whether it asks for two factors itself, so that ours is not asked for too. */
  bothFactors: boolean;
}
export const PROVIDER_ID = "oidc";
/** The path of better-auth's own that it sends people back to. */
const CALLBACK = "/callback/:id";
const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };

/** Proves who somebody is (DESIGN §11); what they may do is decided elsewhere. */
export type Identity = ReturnType<typeof openIdentity>;

export function openIdentity(parts: {
  /** Its tables, as an adapter of better-auth. */
  tables: NonNullable<BetterAuthOptions["database"]>;
  baseUrl: string;
  secret: string;
  /** Whether invented accounts may sign in. */
  demo: boolean;
  provider: IdentityProvider | null;
  isDemoUser: (userId: string) => Promise<boolean>;
  onProviderSignIn: (userId: string) => Promise<void>;
  sendReset: (user: { id: string; email: string }, token: string) => Promise<void>;
}) {
  const { baseUrl, provider } = parts;
  const isSecure = baseUrl.startsWith("https:");
  return betterAuth({
    appName: "Placard",
    baseURL: baseUrl,
    basePath: "/api/auth",
    secret: parts.secret,
    database: parts.tables,
    logger: { disabled: true },
    telemetry: { enabled: false },
    // Tries are counted by db/commands/take-try.ts, per address and per account.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: isSecure ? "__Host-placard" : "placard",
      defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { disableIpTracking: true },
    },
    // What a link is known by cannot be read from the database.
    verification: { storeIdentifier: "hashed" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
      resetPasswordTokenExpiresIn: RESET_S,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => parts.sendReset(user, token),
    },
    session: {
      expiresIn: SESSION_S,
      disableSessionRefresh: true,
      // Adding another way in asks for having signed in lately.
      freshAge: FRESH_S,
      additionalFields: {
        secondFactor: { type: "boolean", required: false, defaultValue: false, input: false },
      },
    },
    user: {
      additionalFields: {
        demo: { type: "boolean", required: false, defaultValue: false, input: false },
      },
    },
    account: { accountLinking: { enabled: true, trustedProviders: [] } },
    databaseHooks: {
      // What the provider gives beside its word is not needed, and not kept.
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
      session: {
        create: {
          async before(session, context) {
            if (!parts.demo && (await parts.isDemoUser(session.userId))) {
              throw new APIError("UNAUTHORIZED");
            }
            const before = context?.context.session?.session;
            const secondFactor =
              STRONG_PATHS.has(context?.path ?? "") ||
              (context?.path === CALLBACK && provider?.bothFactors === true) ||
              (before?.userId === session.userId && before.secondFactor === true);
            return { data: { ...session, secondFactor } };
          },
          async after(session, context) {
            if (context?.path === CALLBACK) await parts.onProviderSignIn(session.userId);
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: "Placard",
        // Where there is no password, as with an identity provider's accounts, none can be asked for.
        allowPasswordless: true,
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 15 * 60 },
      }),
      passkey({
        rpName: "Placard",
        rpID: new URL(baseUrl).hostname,
        origin: new URL(baseUrl).origin,
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        registration: {
          afterVerification: ({ verification }) =>
            verifiedSomebody(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            verifiedSomebody(verification.authenticationInfo.userVerified),
        },
      }),
      ...(provider
        ? [
            genericOAuth({
              config: [
                {
                  providerId: PROVIDER_ID,
                  discoveryUrl: `${provider.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
                  clientId: provider.clientId,
                  clientSecret: provider.clientSecret,
                  scopes: ["openid", "email", "profile"],
                  pkce: true,
                  requireIdTokenVerification: true,
                  disableSignUp: true,
                },
              ],
            }),
          ]
        : []),
    ],
  });
}

/** A passkey stands for both factors only where the device has asked who holds it. */
async function verifiedSomebody(verified: boolean | undefined): Promise<void> {
  if (!verified) throw new APIError("UNAUTHORIZED", { message: "The device asked for nothing." });
}

/** What an app is set up with, from the secret as better-auth seals it. */
export async function totpUri(
  identity: Identity,
  sealed: string,
  email: string,
): Promise<{ uri: string; text: string }> {
  const { secretConfig, appName } = await identity.$context;
  const secret = base32(await symmetricDecrypt({ key: secretConfig, data: sealed }));
  const label = encodeURIComponent(`${appName}:${email}`);
  const query = new URLSearchParams({ secret, issuer: appName, digits: "6", period: "30" });
  return { uri: `otpauth://totp/${label}?${query}`, text: secret };
}

/** As apps for codes read secrets (RFC 4648), without padding. */
function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{1,5}/g) ?? [];
  return letters
    .map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(group.padEnd(5, "0"), 2)])
    .join("");
}
