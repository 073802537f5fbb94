import { randomBytes, randomUUID } from "node:crypto";
import { addDays } from "@/core/add-days";
import type { Person, Things } from "@/tests/faults/office-town";
import { filledDraft } from "@/tests/support/filled-draft";
import { phonePhoto } from "@/tests/support/photos";
import { utcToday } from "@/tests/support/register-entries";
import { schemeNamed } from "@/tests/support/schemes";

/** One request, as a page of ours sends it. */
export interface Ask {
  path: string;
  form?: Record<string, string>;
  json?: unknown;
  bytes?: Uint8Array;
}

/** What a route is asked for, and who is let in. */
export interface RouteCase {
  /** Those named; `signed in` for everybody but nobody; `anybody` for the public and signing in. */
  may: readonly Person[] | "signed in" | "anybody";
  ask: (things: Things) => Promise<Ask> | Ask;
  /** It shows what is not public: the look is written down. */
  reads?: true;
  /** It names a place, which everybody may know of: one that is not there may be told apart. */
  namesPlace?: true;
  /** It ends the session it is asked with. */
  ends?: true;
}

const INSPECTORS_HERE = ["inspector", "colleague"] as const;
const READERS_HERE = [...INSPECTORS_HERE, "reviewer", "admin", "auditor"] as const;
const REGISTER_HERE = ["reviewer", "admin"] as const;
const INSPECTORS = [...INSPECTORS_HERE, "inspector elsewhere"] as const;
const PLAN_DAY = "2031-03-03";
const ALAMEDA = schemeNamed("us-alameda@2012");

const page = (path: string) => ({ may: "anybody", ask: () => ({ path }) }) as const;
const ownPage = (path: string) => ({ may: "signed in", ask: () => ({ path }) }) as const;
const ownForm = (path: string, form: Record<string, string> = {}) =>
  ({ may: "signed in", ask: () => ({ path, form }) }) as const;

async function toAuthority(
  things: Things,
  part: string,
  form: Record<string, string>,
): Promise<Ask> {
  const authorityId = await things.authority();
  return { path: `/office/administration/${part}`, form: { authorityId, ...form } };
}

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

/** Every page and handler with what each may be asked; who may is written out, not derived. */
export const OFFICE_ROUTES: Readonly<Record<string, readonly RouteCase[]>> = {
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
  "POST /office/sign-in": [
    { may: "anybody", ask: () => ({ path: "/office/sign-in", form: { locale: "en" } }) },
  ],
  "POST /office/sign-in/code": [
    { may: "anybody", ask: () => ({ path: "/office/sign-in/code", form: { locale: "en" } }) },
  ],
  "POST /office/sign-in/forgotten": [
    { may: "anybody", ask: () => ({ path: "/office/sign-in/forgotten", form: { locale: "en" } }) },
  ],
  "POST /office/sign-in/reset": [
    { may: "anybody", ask: () => ({ path: "/office/sign-in/reset", form: { locale: "en" } }) },
  ],
  "POST /office/sign-out": [
    { may: "anybody", ends: true, ask: () => ({ path: "/office/sign-out", form: {} }) },
  ],

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
    ownForm("/office/tax/find", { scheme: "ee-regcode", number: "10421629" }),
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
      ask: async (things) => ({
        path: "/office/tax/cases",
        form: {
          entity: (await things.taxCase()).entity,
          asOf: "2026-02-02",
          legalBasis: "Taxation Act",
          grounds: "Paid on the day",
          undisputedArrears: "0",
          disputedArrears: "0",
          planActive: "false",
          overdueReturns: "0",
          step,
        },
      }),
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
  "GET /[locale]/admin": [
    {
      may: [
        "admin",
        "tax officer",
        "admin elsewhere",
        "reviewer",
        "reviewer elsewhere",
        "auditor",
        "platform admin",
      ],
      ask: () => ({ path: "/en/admin" }),
    },
  ],
  "GET /[locale]/admin/[slug]": [
    {
      may: ["admin", "auditor"],
      ask: ({ slug }) => ({ path: `/en/admin/${slug}` }),
      reads: true,
    },
  ],
  "GET /[locale]/admin/[slug]/comments": [
    {
      may: ["admin", "auditor"],
      ask: ({ slug }) => ({ path: `/en/admin/${slug}/comments` }),
      reads: true,
    },
  ],
  "GET /[locale]/admin/[slug]/representatives": [
    {
      may: ["admin", "tax officer", "auditor"],
      ask: ({ slug }) => ({ path: `/en/admin/${slug}/representatives` }),
      reads: true,
    },
  ],
  "GET /[locale]/admin/[slug]/matches": [
    {
      may: ["admin", "auditor"],
      ask: ({ slug }) => ({ path: `/en/admin/${slug}/matches` }),
      reads: true,
    },
  ],
  "GET /[locale]/admin/[slug]/schemes": [
    {
      may: ["admin", "auditor", "reviewer"],
      ask: ({ slug }) => ({ path: `/en/admin/${slug}/schemes` }),
    },
  ],
  "GET /[locale]/admin/access-log": [
    { may: ["auditor"], ask: () => ({ path: "/en/admin/access-log" }), reads: true },
  ],

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

  "POST /office/administration/staff": [
    {
      may: ["admin", "platform admin"],
      ask: (things) =>
        toAuthority(things, "staff", {
          change: "give",
          email: `${randomUUID()}@town.example`,
          name: "New Colleague",
          role: "inspector",
        }),
    },
    {
      may: ["admin", "platform admin"],
      ask: async (things) => ({
        path: "/office/administration/staff",
        form: { change: "end", membershipId: await things.membership() },
      }),
    },
  ],
  "POST /office/administration/representatives": [
    {
      may: ["admin"],
      ask: async (things) =>
        toAuthority(things, "representatives", {
          ...{ change: "site", site: await things.site() },
          ...newPerson(),
        }),
    },
    {
      may: ["admin", "tax officer"],
      ask: async (things) =>
        toAuthority(things, "representatives", {
          ...{ change: "entity", scheme: "ee-regcode", number: await things.company() },
          ...newPerson(),
        }),
    },
    {
      may: ["admin"],
      ask: async (things) => ({
        path: "/office/administration/representatives",
        form: { change: "end", membershipId: await things.representation() },
      }),
    },
  ],
  "POST /office/administration/schemes": [
    {
      may: ["admin"],
      ask: (things) =>
        toAuthority(things, "schemes", {
          change: "propose",
          domain: "goods",
          scheme: "demo-goods@1",
          validFrom: "2031-01-01",
        }),
    },
    ...(["confirmed", "refused"] as const).map(
      (change): RouteCase => ({
        may: ["admin", "reviewer"],
        ask: async (things) => ({
          path: "/office/administration/schemes",
          form: { change, id: await things.proposal(), reason: "It has to be." },
        }),
      }),
    ),
  ],
  "POST /office/administration/risks": [
    {
      may: ["admin"],
      ask: (things) =>
        toAuthority(things, "risks", {
          change: "add",
          domain: "food",
          code: "A",
          label: "High",
          months: "6",
        }),
    },
    {
      may: ["admin"],
      ask: (things) =>
        toAuthority(things, "risks", { change: "remove", domain: "food", code: "A" }),
    },
  ],
  "POST /office/administration/areas": [
    {
      may: ["admin"],
      ask: (things) =>
        toAuthority(things, "areas", {
          change: "add",
          name: randomUUID(),
          localities: "Testham",
          postcodes: "",
        }),
    },
    {
      may: ["admin"],
      ask: async (things) =>
        toAuthority(things, "areas", { change: "remove", id: await things.area() }),
    },
  ],
  "POST /office/administration/comments": [
    {
      may: ["admin"],
      ask: (things) =>
        toAuthority(things, "comments", {
          change: "add",
          schemeId: "us-alameda",
          itemCode: "22",
          language: "en",
          text: randomUUID(),
        }),
    },
    {
      may: ["admin"],
      ask: async (things) =>
        toAuthority(things, "comments", { change: "remove", id: await things.comment() }),
    },
  ],
  "POST /office/administration/matches": [
    {
      may: ["admin"],
      ask: async (things) => ({
        path: "/office/administration/matches",
        form: { candidateId: await things.match(), decision: "refuse", reason: "Another." },
      }),
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

function newPerson() {
  return { email: `${randomUUID()}@business.example`, name: "New Owner" };
}

async function photoAt(things: Things, part = ""): Promise<Ask> {
  const { visit, sha256 } = await things.photo();
  return { path: `/office/photos/${visit}/${sha256}${part}` };
}
