import { randomUUID } from "node:crypto";
import type { Person } from "@/tests/faults/office-people";
import {
  type Ask,
  INSPECTORS_HERE,
  READERS_HERE,
  type RouteCase,
  type Routes,
} from "@/tests/faults/office-routes/route-case";
import type { Things } from "@/tests/faults/office-things";
import { filledDraft } from "@/tests/support/filled-draft";
import { phonePhoto } from "@/tests/support/photos";
import { schemeNamed } from "@/tests/support/schemes";

const ALAMEDA = schemeNamed("us-alameda@2012");

const decide = (
  may: readonly Person[],
  intent: string,
  of: "draft" | "waiting" | "published" | "contested",
): RouteCase => ({
  may,
  ask: async (things) => ({
    path: `/office/visits/${await things[of]()}/decision`,
    form: { locale: "en", intent, reason: "It has to be." },
  }),
});

async function draftInForm(things: Things): Promise<Ask> {
  return {
    path: `/office/visits/${await things.draft()}`,
    form: { locale: "en", revision: "1", intent: "save", kind: "routine", visitedOn: "2026-03-03" },
  };
}

/** Visits from the draft to the report, and their review. */
export const VISIT_ROUTES: Routes = {
  "GET /[locale]/inspect/visits/new": [
    {
      may: INSPECTORS_HERE,
      ask: async (things) => ({
        path: `/en/inspect/visits/new?site=${await things.site()}&domain=food`,
      }),
    },
  ],
  "GET /[locale]/inspect/visits/[id]": [
    {
      may: READERS_HERE,
      ask: async (things) => ({ path: `/en/inspect/visits/${await things.draft()}` }),
      reads: true,
    },
    {
      may: READERS_HERE,
      ask: async (things) => ({ path: `/en/inspect/visits/${await things.published()}` }),
      reads: true,
    },
  ],
  "GET /[locale]/review": [
    {
      may: ["reviewer", "reviewer elsewhere", "auditor"],
      ask: () => ({ path: "/en/review" }),
      reads: true,
    },
  ],
  "GET /[locale]/review/[id]": [
    {
      may: ["reviewer", "auditor"],
      ask: async (things) => ({ path: `/en/review/${await things.waiting()}` }),
      reads: true,
    },
  ],
  "POST /office/visits": [
    {
      may: INSPECTORS_HERE,
      ask: async (things) => ({
        path: "/office/visits",
        form: {
          locale: "en",
          id: randomUUID(),
          site: await things.site(),
          domain: "food",
          kind: "complaint",
        },
      }),
      namesPlace: true,
    },
  ],
  "PUT /office/visits/[id]": [
    {
      may: ["inspector"],
      ask: async (things) => ({
        path: `/office/visits/${await things.draft()}`,
        json: { document: filledDraft(ALAMEDA), revision: 1 },
      }),
    },
  ],
  "POST /office/visits/[id]": [
    { may: ["inspector"], ask: draftInForm },
    {
      may: ["inspector"],
      ask: async (things) => ({
        path: `/office/visits/${await things.draft()}`,
        json: { document: filledDraft(ALAMEDA), revision: 1, locale: "en" },
      }),
    },
  ],
  "POST /office/visits/[id]/decision": [
    decide(["reviewer"], "confirm", "waiting"),
    decide(["reviewer"], "return", "waiting"),
    decide(["reviewer"], "withdraw", "waiting"),
    decide([...INSPECTORS_HERE, "reviewer"], "ask-withdrawal", "published"),
    decide(["reviewer"], "confirm-withdrawal", "contested"),
    decide(["reviewer"], "refuse-withdrawal", "contested"),
    decide(["inspector"], "recall-withdrawal", "contested"),
    decide(INSPECTORS_HERE, "correct", "published"),
    decide(["inspector"], "discard", "draft"),
  ],
  "POST /office/photos/[visitId]": [
    {
      may: ["inspector"],
      ask: async (things) => ({
        path: `/office/photos/${await things.draft()}`,
        bytes: new Uint8Array(await phonePhoto(64, 48)),
      }),
    },
  ],
  "GET /office/photos/[visitId]/[sha256]": [
    { may: READERS_HERE, ask: async (things) => photoAt(things), reads: true },
  ],
  "DELETE /office/photos/[visitId]/[sha256]": [
    { may: ["inspector"], ask: async (things) => photoAt(things) },
  ],
  "POST /office/photos/[visitId]/[sha256]": [
    { may: ["inspector"], ask: async (things) => ({ ...(await photoAt(things)), form: {} }) },
  ],
  "GET /office/photos/[visitId]/[sha256]/original": [
    { may: READERS_HERE, ask: async (things) => photoAt(things, "/original"), reads: true },
  ],
  "GET /office/reports/[visitId]": [
    {
      may: READERS_HERE,
      ask: async (things) => ({ path: `/office/reports/${await things.waiting()}?locale=en` }),
      reads: true,
    },
    {
      may: [...READERS_HERE, "representative"],
      ask: async (things) => ({ path: `/office/reports/${await things.published()}?locale=en` }),
      reads: true,
    },
  ],
  "POST /office/reports/[visitId]/mail": [
    {
      may: [...INSPECTORS_HERE, "reviewer"],
      ask: async (things) => ({
        path: `/office/reports/${await things.waiting()}/mail`,
        form: { to: "owner@example.org", locale: "en", back: "/en/inspect" },
      }),
    },
  ],
};

async function photoAt(things: Things, part = ""): Promise<Ask> {
  const { visit, sha256 } = await things.photo();
  return { path: `/office/photos/${visit}/${sha256}${part}` };
}
