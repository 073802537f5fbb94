/** Keeps the address that was typed, on the typing browser's own sign-in pages, for the next try. */
export const TYPED_EMAIL = "typed-email";

const LIFETIME_S = 300;

/** The cookie that keeps it, or with "" ends it. */
export function typedEmailCookie(locale: string, email: string): string {
  const value = encodeURIComponent(email);
  const age = email ? LIFETIME_S : 0;
  return `${TYPED_EMAIL}=${value}; Path=/${locale}/sign-in; Max-Age=${age}; HttpOnly; SameSite=Lax`;
}
