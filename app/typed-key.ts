import { TYPED_LIFETIME_S } from "@/db/commands/keep-typed";
import { baseUrl } from "@/services/base-url";

/** The cookie with the key to what its browser's reader typed last (db/commands/keep-typed.ts). */
export const TYPED_KEY = "typed-key";

/** The cookie that holds the key, or with "" ends it. */
export function typedKeyCookie(key: string): string {
  const age = key ? TYPED_LIFETIME_S : 0;
  const secure = baseUrl().startsWith("https:") ? "; Secure" : "";
  return `${TYPED_KEY}=${key}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`;
}
