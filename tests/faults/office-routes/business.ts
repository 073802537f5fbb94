import type { RouteCase, Routes } from "@/tests/faults/office-routes/route-case";

/** What those who speak for a business see and do. */
export const BUSINESS_ROUTES: Routes = {
  "GET /[locale]/my": [{ may: ["representative"], ask: () => ({ path: "/en/my" }), reads: true }],
  "GET /[locale]/my/sites/[id]": [
    {
      may: ["representative"],
      ask: async (things) => ({ path: `/en/my/sites/${await things.site()}` }),
      reads: true,
    },
  ],
  "GET /[locale]/my/entities/[scheme]/[number]": [
    {
      may: ["representative"],
      ask: async (things) => ({ path: `/en/my/entities/ee-regcode/${await things.company()}` }),
      reads: true,
    },
  ],
  "POST /office/my/consent": (["level-1", "level-2", "withdraw"] as const).map(
    (change): RouteCase => ({
      may: ["representative"],
      ask: async (things) => ({
        path: "/office/my/consent",
        form: { scheme: "ee-regcode", number: await things.company(), change },
      }),
    }),
  ),
};
