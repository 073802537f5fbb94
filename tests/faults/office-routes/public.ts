import { randomUUID } from "node:crypto";
import type { Routes } from "@/tests/faults/office-routes/route-case";

const page = (path: string) => ({ may: "anybody", ask: () => ({ path }) }) as const;
const form = (path: string) =>
  ({ may: "anybody", ask: () => ({ path, form: { locale: "en" } }) }) as const;

/** What the public sees, and the ways in and out. */
export const PUBLIC_ROUTES: Routes = {
  "GET /": [page("/")],
  "GET /[locale]": [page("/en")],
  "GET /[locale]/[...rest]": [page("/en/nothing-here")],
  "GET /[locale]/authorities/[slug]": [page("/en/authorities/testham")],
  "GET /[locale]/entities": [page("/en/entities?q=a")],
  "GET /[locale]/entities/[scheme]/[number]": [page("/en/entities/ee-regcode/10421629")],
  "GET /[locale]/data": [page("/en/data")],
  "GET /[locale]/schemes": [page("/en/schemes")],
  "GET /[locale]/schemes/[id]/[version]": [page("/en/schemes/us-alameda/2012")],
  "GET /[locale]/sites/[id]/[[...slug]]": [
    { may: "anybody", ask: async (things) => ({ path: `/en/sites/${await things.site()}` }) },
  ],
  "GET /data/imports/[run]/issues.csv": [page(`/data/imports/${randomUUID()}/issues.csv`)],
  "GET /[locale]/sign-in": [page("/en/sign-in")],
  "GET /[locale]/sign-in/forgotten": [page("/en/sign-in/forgotten")],
  "GET /[locale]/sign-in/reset": [page("/en/sign-in/reset")],
  "GET /[locale]/sign-in/second-factor": [page("/en/sign-in/second-factor")],
  "GET /api/auth/[...path]": [
    page("/api/auth/passkey/generate-authenticate-options"),
    page("/api/auth/get-session"),
  ],
  "POST /api/auth/[...path]": [
    { may: "anybody", ask: () => ({ path: "/api/auth/sign-up/email", json: {} }) },
  ],
  "GET /office/sign-in/provider": [page("/office/sign-in/provider")],
  "POST /office/sign-in": [form("/office/sign-in")],
  "POST /office/sign-in/code": [form("/office/sign-in/code")],
  "POST /office/sign-in/forgotten": [form("/office/sign-in/forgotten")],
  "POST /office/sign-in/reset": [form("/office/sign-in/reset")],
  "POST /office/sign-out": [
    { may: "anybody", ends: true, ask: () => ({ path: "/office/sign-out", form: {} }) },
  ],
};
