import { randomUUID } from "node:crypto";
import {
  INSPECTORS,
  INSPECTORS_HERE,
  READERS_HERE,
  type Routes,
} from "@/tests/faults/office-routes/route-case";

const PLAN_DAY = "2031-03-03";

/** The worklist, the plan of a day, and what is kept of a place. */
export const PLACE_ROUTES: Routes = {
  "GET /[locale]/inspect": [
    {
      may: [...READERS_HERE, "inspector elsewhere", "reviewer elsewhere", "admin elsewhere"],
      ask: () => ({ path: "/en/inspect" }),
      reads: true,
    },
  ],
  "GET /[locale]/inspect/plan": [{ may: INSPECTORS, ask: () => ({ path: "/en/inspect/plan" }) }],
  "GET /[locale]/inspect/plan/[date]": [
    { may: INSPECTORS, ask: () => ({ path: `/en/inspect/plan/${PLAN_DAY}` }), reads: true },
  ],
  "GET /[locale]/inspect/sites/[id]": [
    {
      may: READERS_HERE,
      ask: async (things) => ({ path: `/en/inspect/sites/${await things.site()}` }),
      reads: true,
      namesPlace: true,
    },
  ],
  "GET /[locale]/inspect/sites/new": [
    {
      may: [...INSPECTORS, "admin", "admin elsewhere"],
      ask: () => ({ path: "/en/inspect/sites/new" }),
    },
  ],
  "POST /office/plan": [
    {
      may: INSPECTORS_HERE,
      ask: async (things) => ({
        path: "/office/plan",
        form: { day: PLAN_DAY, stop: `${await things.site()}:food` },
      }),
      namesPlace: true,
    },
  ],
  "POST /office/plan/change": [
    {
      may: INSPECTORS,
      ask: async (things) => ({
        path: "/office/plan/change",
        form: { day: PLAN_DAY, change: "remove", stop: `${await things.site()}:food` },
      }),
    },
  ],
  "POST /office/sites": [
    {
      may: [...INSPECTORS_HERE, "admin"],
      ask: ({ slug }) => ({
        path: "/office/sites",
        form: {
          submission: randomUUID(),
          authority: slug,
          domain: "food",
          name: `Kiosk ${randomUUID()}`,
          kind: "fixed",
          category: "restaurant",
          address: `${Math.ceil(Math.random() * 1e9)} Unheard-of Road`,
        },
      }),
    },
  ],
  "POST /office/sites/complaint": [
    {
      may: [...INSPECTORS_HERE, "reviewer", "admin"],
      ask: async (things) => ({
        path: "/office/sites/complaint",
        form: { site: await things.site(), domain: "food", dueOn: "2031-01-01", note: "Mice" },
      }),
      namesPlace: true,
    },
  ],
  "POST /office/sites/conflict": [
    {
      may: [...INSPECTORS_HERE, "reviewer"],
      ask: async (things) => ({
        path: "/office/sites/conflict",
        form: { change: "declare", site: await things.site(), reason: "My cousin's" },
      }),
      namesPlace: true,
    },
    {
      may: [...INSPECTORS_HERE, "reviewer"],
      ask: async (things) => ({
        path: "/office/sites/conflict",
        form: { change: "end", site: await things.site() },
      }),
      namesPlace: true,
    },
  ],
  "POST /office/sites/missed": [
    {
      may: INSPECTORS_HERE,
      ask: async (things) => ({
        path: "/office/sites/missed",
        form: {
          id: randomUUID(),
          site: await things.site(),
          domain: "food",
          triedOn: "2026-03-03",
          reason: "closed",
          note: "",
        },
      }),
      namesPlace: true,
    },
  ],
  "POST /office/sites/risk": [
    {
      may: ["admin"],
      ask: async (things) => ({
        path: "/office/sites/risk",
        form: { site: await things.site(), domain: "food", code: "" },
      }),
      namesPlace: true,
    },
  ],
};
