import { randomUUID } from "node:crypto";
import { addDays } from "@/core/add-days";
import type { RouteCase, Routes } from "@/tests/faults/office-routes/route-case";
import { utcToday } from "@/tests/support/register-entries";

const REGISTER_HERE = ["reviewer", "admin"] as const;

/** Entries of the registers. */
export const REGISTER_ROUTES: Routes = {
  "GET /[locale]/registers": [
    {
      may: [...REGISTER_HERE, "auditor", "reviewer elsewhere", "admin elsewhere"],
      ask: () => ({ path: "/en/registers" }),
      reads: true,
    },
  ],
  "GET /[locale]/registers/new": [
    {
      may: [...REGISTER_HERE, "reviewer elsewhere", "admin elsewhere"],
      ask: () => ({ path: "/en/registers/new" }),
    },
  ],
  "GET /[locale]/registers/[id]": [
    {
      may: [...REGISTER_HERE, "auditor"],
      ask: async (things) => ({ path: `/en/registers/${await things.entry()}` }),
      reads: true,
    },
  ],
  "POST /office/registers": [
    {
      may: REGISTER_HERE,
      ask: async (things) => ({
        path: "/office/registers",
        form: {
          id: randomUUID(),
          authorityId: await things.authority(),
          kind: "recall",
          class: "minor",
          language: "en",
          site: await things.site(),
          legalBasis: "Product Safety Act, § 12",
          grounds: "Kettles may catch fire.",
          remedy: "Take them back.",
          startsOn: utcToday(),
          endsOn: addDays(utcToday(), 30),
          reason: "It has to be.",
        },
      }),
      namesPlace: true,
    },
  ],
  "POST /office/registers/[id]": (["disputed", "active", "repaired"] as const).map(
    (to): RouteCase => ({
      may: REGISTER_HERE,
      ask: async (things) => ({
        path: `/office/registers/${await things.entry()}`,
        form: { to, reason: "It has to be." },
      }),
    }),
  ),
};
