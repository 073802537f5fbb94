import { randomUUID } from "node:crypto";
import { type RouteCase, type Routes, toAuthority } from "@/tests/faults/office-routes/route-case";

/** An authority's administration of itself. */
export const ADMINISTRATION_ROUTES: Routes = {
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
};

function newPerson() {
  return { email: `${randomUUID()}@business.example`, name: "New Owner" };
}
