import { randomBytes } from "node:crypto";
import { type RouteCase, type Routes, toAuthority } from "@/tests/faults/office-routes/route-case";

/** The tax desk, and the keys that deliveries are signed with. */
export const TAX_ROUTES: Routes = {
  "GET /[locale]/tax": [
    { may: ["tax officer", "auditor"], ask: () => ({ path: "/en/tax" }), reads: true },
  ],
  "GET /[locale]/tax/batches/[id]": [
    {
      may: ["tax officer", "auditor"],
      ask: async (things) => ({ path: `/en/tax/batches/${await things.heldBatch()}` }),
      reads: true,
    },
  ],
  "GET /[locale]/tax/entities/[scheme]/[number]": [
    {
      may: ["tax officer", "auditor"],
      ask: async (things) => ({
        path: `/en/tax/entities/ee-regcode/${(await things.taxCase()).number}`,
      }),
      reads: true,
    },
  ],
  "POST /office/tax/find": [
    {
      may: "signed in",
      ask: () => ({
        path: "/office/tax/find",
        form: { scheme: "ee-regcode", number: "10421629" },
      }),
    },
  ],
  "POST /office/tax/batches": [
    ...(["release", "refuse"] as const).map(
      (decision): RouteCase => ({
        may: ["tax officer"],
        ask: async (things) => ({
          path: "/office/tax/batches",
          form: { id: await things.heldBatch(), decision, reason: "A wrong extract" },
        }),
      }),
    ),
  ],
  "POST /office/tax/cases": (["record", "preview"] as const).map(
    (step): RouteCase => ({
      may: ["tax officer"],
      ask: async (things) => {
        const { entity, basedOn } = await things.taxCase();
        const form = {
          ...{ entity, basedOn, asOf: "2026-02-02", legalBasis: "Taxation Act" },
          ...{ undisputedArrears: "0", disputedArrears: "0", planActive: "false" },
          ...{ overdueReturns: "0", grounds: "Paid on the day", step },
        };
        return { path: "/office/tax/cases", form };
      },
      ...(step === "preview" && { reads: true as const }),
    }),
  ),
  "GET /[locale]/admin/[slug]/keys": [
    {
      may: ["admin", "auditor"],
      ask: ({ slug }) => ({ path: `/en/admin/${slug}/keys` }),
      reads: true,
    },
  ],
  "POST /office/administration/keys": [
    {
      may: ["admin", "platform admin"],
      ask: (things) =>
        toAuthority(things, "keys", {
          change: "add",
          name: "Nightly",
          publicKey: randomBytes(32).toString("base64"),
        }),
    },
    {
      may: ["admin", "platform admin"],
      ask: async (things) => ({
        path: "/office/administration/keys",
        form: { change: "end", id: await things.key() },
      }),
    },
  ],
};
