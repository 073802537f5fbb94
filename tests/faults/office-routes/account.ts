import type { Routes } from "@/tests/faults/office-routes/route-case";

const ownPage = (path: string) => ({ may: "signed in", ask: () => ({ path }) }) as const;
const ownForm = (path: string, form: Record<string, string> = {}) =>
  ({ may: "signed in", ask: () => ({ path, form }) }) as const;

/** Everybody's own account. */
export const ACCOUNT_ROUTES: Routes = {
  "GET /[locale]/account": [ownPage("/en/account")],
  "GET /[locale]/account/backup-codes": [ownPage("/en/account/backup-codes")],
  "GET /[locale]/account/second-factor": [ownPage("/en/account/second-factor")],
  "POST /office/account/backup-codes": [ownForm("/office/account/backup-codes")],
  "POST /office/account/passkey": [ownForm("/office/account/passkey", { id: "none" })],
  "POST /office/account/password": [
    ownForm("/office/account/password", { current: "x", password: "x" }),
  ],
  "POST /office/account/sessions": [{ ...ownForm("/office/account/sessions"), ends: true }],
  "POST /office/account/totp/begin": [ownForm("/office/account/totp/begin", { password: "x" })],
  "POST /office/account/totp/confirm": [ownForm("/office/account/totp/confirm", { code: "0" })],
};
