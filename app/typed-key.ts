import { baseUrl } from "@/services/base-url";

/** The cookie with the key to what its browser's reader typed last (db/commands/keep-typed.ts). */
export const TYPED_KEY = "typed-key";

const LIFETIME_S = 15 * 60;

/** The cookie that holds the key, or with "" ends it. */
export function typedKeyCookie(key: string): string {
  const age = key ? LIFETIME_S : 0;
  const secure = baseUrl().startsWith("https:") ? "; Secure" : "";
  return `${TYPED_KEY}=${key}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`;
}
