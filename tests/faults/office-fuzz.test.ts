import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { VisitDraft } from "@/core/visit-draft";
import { parseDraft } from "@/core/visit-draft";
import { FIELD, formEntries } from "@/core/visit-form";
import type { Person } from "@/tests/faults/office-people";
import { OFFICE_ROUTES } from "@/tests/faults/office-routes";
import { NOTHING, type Things } from "@/tests/faults/office-things";
import { type OfficeTown, openOfficeTown } from "@/tests/faults/office-town";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { filledDraft } from "@/tests/support/filled-draft";
import { phonePhoto } from "@/tests/support/photos";
import { schemeNamed } from "@/tests/support/schemes";
import type { WebClient } from "@/tests/support/web-client";

/** Requests of each kind; thousands when run by hand. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 60);
const ALAMEDA = schemeNamed("us-alameda@2012");
const WORKERS = ["inspector", "colleague", "reviewer", "admin"] as const satisfies Person[];

let town: OfficeTown;
let things: Things;
let ids: string[];

beforeAll(async () => {
  town = await openOfficeTown(WORKERS);
  things = town.things();
  const foreign = await makeDraftVisit(
    town.db,
    { userId: town.userIds.get("colleague") ?? "", memberships: [] },
    { authority: "testham", scheme: "us-alameda@2012" },
  );
  const ofOtherScheme = await makeDraftVisit(town.db, town.inspector, { authority: "testham" });
  ids = [
    ...(await Promise.all([things.draft(), things.draft(), things.draft()])),
    await things.waiting(),
    await things.published(),
    foreign,
    ofOtherScheme,
    randomUUID(),
    "no-id",
  ];
}, 300_000);
afterAll(() => town.stop());

const today = () => new Date().toISOString().slice(0, 10);
const filled = (): VisitDraft => filledDraft(ALAMEDA, { visitedOn: today() });

/** Texts that have broken something somewhere. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 4 }).map((some) => some.repeat(2000)) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...["", " ", "\0", "a\0b", "\ud800", "x\udfffy", "\u202e", "\r\n", "1e309", "-1e309", "NaN"],
      ...["2026-02-31", "0000-01-01", "9999-12-31", "12026-01-01", "-000001-01-01", "24:00", "٣"],
      ...["__proto__", "constructor", "toString", "hasOwnProperty", "null", "true", "-0", "0x10"],
      ...["<script>alert(1)</script>", "'; drop table visits; --", "{{7*7}}", "%00", "../..", "\\"],
      ...["9007199254740993", "99999999999999999999", "1.5", "-1", "in", "out", "food", "en", "zh"],
    ),
  },
);
const value = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, true, -1, 1e308, -1e308, 5e-324, 2 ** 53, [], {}, [[]]),
);

interface Sent {
  method: string;
  path: string;
  type: string | null;
  body: string | Uint8Array | null;
}

const LANGUAGES = ["en", "zh", "ar"] as const;
const SCRIPTS = { en: /[a-z]{3}/i, zh: /\p{Script=Han}{2}/u, ar: /\p{Script=Arabic}{2}/u };

/** Sends something; the answer is never a fault, and every refusal is a sentence of the language. */
async function expectNoFault(
  client: WebClient,
  sent: Sent,
  language: (typeof LANGUAGES)[number],
  accept = "*/*",
): Promise<Response> {
  const isRead = sent.method === "GET";
  const answer = await client.send(sent.path, {
    method: sent.method,
    headers: {
      accept,
      "accept-language": language,
      referer: `${client.url}/${language}/inspect`,
      ...(!isRead && { origin: client.url, "sec-fetch-site": "same-origin" }),
      ...(sent.type !== null && { "content-type": sent.type }),
    },
    ...(!isRead && { body: (sent.body ?? "") as BodyInit }),
  });
  const said = await answer.text();
  expect(answer.status, said.slice(0, 500)).toBeLessThan(500);
  if (answer.status >= 400) {
    const isJson = answer.headers.get("content-type")?.includes("problem+json");
    const sentence = isJson
      ? (JSON.parse(said) as { detail: string }).detail
      : said.replaceAll(/<(script|style|head)\b.*?<\/\1>/gs, "").replaceAll(/<[^>]*>/g, " ");
    expect(sentence.length, said).toBeGreaterThan(5);
    expect(sentence).toMatch(SCRIPTS[language]);
    expect(sentence).not.toMatch(/invalid input|expected|ZodError|undefined|at .*\.ts/i);
  }
  return answer;
}

/** What is in the database is a draft, or whole. */
async function expectNothingHalf(): Promise<void> {
  const rows = await town.db<
    {
      id: string;
      state: string;
      emergency: boolean;
      document: unknown;
      inspections: number;
      ratings: number;
      last: string | null;
    }[]
  >`
    select v.id, v.state, v.emergency, v.document,
      (select count(*) from inspections i where i.source_key = v.id::text) as inspections,
      (select count(*) from ratings r where r.visit_key = v.id::text) as ratings,
      (select to_state from visit_steps s where s.visit_id = v.id order by s.id desc limit 1) as last
    from visits v`;
  for (const { id, state, emergency, document, inspections, ratings, last } of rows) {
    expect(parseDraft(document), id).toMatchObject({ ok: true });
    // One that was put here by the test itself has no step yet.
    expect(last ?? "draft", id).toBe(state);
    const isIssued =
      ["published", "superseded"].includes(state) || (emergency && state !== "draft");
    const whole = isIssued ? 1 : state === "withdrawn" ? inspections : 0;
    expect({ inspections, ratings }, `${id} ${state}`).toEqual({
      inspections: whole,
      ratings: whole,
    });
  }
}

const clientOf = (person: Person) => town.clients.get(person) as WebClient;
const language = fc.constantFrom(...LANGUAGES);
const accept = fc.constantFrom("text/html,application/xhtml+xml", "application/json", "*/*");
const at = fc.nat({ max: 8 });

/** A draft of which some parts were replaced by anything. */
const broken = fc
  .array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 99 }), value, text), { maxLength: 3 })
  .map((changes) => {
    const document = filled() as unknown as Record<string, unknown>;
    for (const [which, item, anything, name] of changes) {
      const items = document.items as Record<string, unknown> | null;
      const keys = Object.keys(document);
      const parts = ["mark", "measured", "comment", "corrected", "photos"];
      if (which < 10) document[keys[which % keys.length] ?? ""] = anything;
      else if (which < 18) put(items?.[String(item)], parts[which % 5] ?? "", anything);
      else if (which < 20) put(items, name, { mark: "in" });
      else if (which < 24) put(document.inputs, name, anything);
      else if (which < 27) put(document.signatures, "person", { name: anything });
      else if (which < 29) document.emergency = { grounds: anything };
      else document[name] = anything;
    }
    return document;
  });

function put(target: unknown, name: string, anything: unknown): void {
  if (typeof target === "object" && target !== null && !Array.isArray(target)) {
    Object.defineProperty(target, name, { value: anything, enumerable: true, configurable: true });
  }
}

/** JSON as it may arrive: also cut off, not JSON, or with numbers that are none. */
const jsonBody = fc
  .record({
    document: fc.oneof({ weight: 4, arbitrary: broken }, { weight: 1, arbitrary: value }),
    revision: fc.oneof(fc.constantFrom<unknown>(1, 1, 1, 0, -1, 2, "1", 1.5, 2 ** 60), value),
    locale: fc.oneof(
      fc.constant("spoken"),
      text.filter((one) => !/^(en|zh|ar)$/.test(one)),
    ),
    how: fc.nat({ max: 19 }),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ how, cut, ...body }) => {
    const json = JSON.stringify(body);
    if (how === 0) return json.slice(0, Math.floor(json.length * cut));
    if (how === 1) return json.replace(/"measured":null/, '"measured":1e309');
    if (how === 2) return json.replace('"form":1', '"form":1,"__proto__":{"form":2}');
    if (how === 3) return `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    if (how === 4) return `{"document":${'{"items":'.repeat(20_000)}1${"}".repeat(20_000)}}`;
    if (how === 5) return json.replace("A. Inspector", "\\u0000\\ud800");
    return json;
  });

test("no draft sent by a script makes a fault or half a record", async () => {
  await fc.assert(
    fc.asyncProperty(
      at,
      jsonBody,
      fc.constantFrom("PUT", "POST"),
      language,
      fc.constantFrom("application/json", "application/json; charset=utf-16", "text/plain"),
      async (which, body, method, spoken, type) => {
        const sent = {
          method,
          path: `/office/visits/${ids[which]}`,
          type,
          body: body.replace('"spoken"', JSON.stringify(spoken)),
        };
        await expectNoFault(clientOf("inspector"), sent, spoken);
      },
    ),
    { numRuns: RUNS * 2 },
  );
  await expectNothingHalf();
}, 1_800_000);

const fieldName = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      ...["kind", "visitedOn", "timeIn", "timeOut", "personInCharge", "position", "remarks"],
      ...["emergency", "emergencyGrounds", "signedByInspector", "signedByPerson", "locale"],
      ...["signatureRefused", "revision", "intent", "library.22", "library.__proto__"],
      ...(["mark", "measured", "comment", "photo"] as const).map((part) => FIELD.item("22", part)),
      ...[FIELD.item("__proto__", "mark"), FIELD.finding(0, "text"), FIELD.input("score")],
      FIELD.input("constructor"),
    ),
  },
  { weight: 1, arbitrary: text },
);
const fields = fc.array(fc.tuple(fieldName, text), { maxLength: 4 });

function multipart(entries: readonly (readonly [string, string])[]): {
  type: string;
  body: string;
} {
  const boundary = "----placardtest";
  const parts = entries.map(
    ([name, content]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name.replaceAll(/["\r\n]/g, "_")}"\r\n\r\n${content}\r\n`,
  );
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: `${parts.join("")}--${boundary}--\r\n`,
  };
}

/** A form as it may arrive, whole or not. */
function encode(
  entries: readonly (readonly [string, string])[],
  how: number,
  cut: number,
): { type: string | null; body: string } {
  const plain = new URLSearchParams(entries.map(([name, content]) => [name, content])).toString();
  const urlencoded = { type: "application/x-www-form-urlencoded", body: plain };
  const whole = multipart(entries);
  if (how < 6) return urlencoded;
  if (how < 12) return whole;
  if (how === 12) return { ...whole, body: whole.body.slice(0, whole.body.length * cut) };
  if (how === 13) return { ...urlencoded, body: plain.slice(0, plain.length * cut) };
  if (how === 14) return { ...whole, type: "multipart/form-data; boundary=other" };
  if (how === 15) return { ...whole, type: "multipart/form-data" };
  if (how === 16) return { ...urlencoded, type: "text/plain" };
  if (how === 17) return { ...urlencoded, type: null };
  if (how === 18) return { ...urlencoded, body: `${plain}&%zz=%C3%28&=&&a%00b=c%00` };
  return { ...whole, body: whole.body.replaceAll("\r\n", "\n") };
}
const how = fc.nat({ max: 19 });
const cut = fc.double({ min: 0, max: 1, noNaN: true });

test("no form of a visit makes a fault or half a record", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(at, fields, how, cut, language, accept, fc.constantFrom("save", "submit")),
      async ([which, changes, form, share, spoken, wants, intent]) => {
        const id = ids[which] ?? "";
        const [row] = await town.db<{ revision: number }[]>`
          select revision from visits where id::text = ${id}`;
        const revision = String(row?.revision ?? 1);
        const entries = [
          ["locale", spoken],
          ["revision", revision],
          ...formEntries(filled()),
          ...changes,
          ["intent", intent],
        ] as [string, string][];
        const sent = {
          method: "POST",
          path: `/office/visits/${id}`,
          ...encode(entries, form, share),
        };
        await expectNoFault(clientOf("inspector"), sent, spoken, wants);
      },
    ),
    { numRuns: RUNS * 2 },
  );
  await expectNothingHalf();
}, 1_800_000);

/** The forms of the back-office with who sends each. */
const FORMS = Object.entries(OFFICE_ROUTES).flatMap(([route, all]) =>
  route.startsWith("POST /office/") && !/account|sign-/.test(route) && !/photos/.test(route)
    ? all.flatMap((one) => {
        const who = WORKERS.filter((person) => one.may.includes(person));
        return who.map((person) => ({ ...one, person }));
      })
    : [],
);

test("no other form of the back-office makes one either", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.nat(), fc.nat(), text, fc.nat({ max: 3 }), how, cut, language, accept),
      async ([which, field, anything, change, form, share, spoken, wants]) => {
        const one = FORMS[which % FORMS.length];
        if (!one) throw new Error("There is no form.");
        const asked = await one.ask(which % 7 === 0 ? NOTHING : things);
        if (!asked.form) return;
        const entries = Object.entries(asked.form);
        const target = entries[field % Math.max(1, entries.length)];
        if (target && change === 0) target[1] = anything;
        if (target && change === 1) entries.splice(entries.indexOf(target), 1);
        if (target && change === 2) entries.push([target[0], anything]);
        if (change === 3) entries.push([anything, anything]);
        const sent = { method: "POST", path: asked.path, ...encode(entries, form, share) };
        await expectNoFault(clientOf(one.person), sent, spoken, wants);
      },
    ),
    { numRuns: RUNS * 3 },
  );
  await expectNothingHalf();
}, 1_800_000);

const PAGES = [
  ["inspector", (a: string, b: string) => `/inspect?q=${a}&area=${b}&authority=${b}&cursor=${a}`],
  ["inspector", (a: string, b: string) => `/inspect/plan/${a}?done=${b}`],
  ["inspector", (a: string) => `/inspect/plan?day=${a}`],
  [
    "inspector",
    (a: string, b: string) => `/inspect/sites/new?check=1&name=${a}&lat=${b}&kind=${b}`,
  ],
  ["inspector", (a: string, b: string) => `/inspect/sites/${a}?refused=${b}`],
  ["inspector", (a: string, b: string) => `/inspect/visits/new?site=${a}&domain=${b}&kind=${b}`],
  ["inspector", (a: string, b: string) => `/inspect/visits/${a}?refused=${b}`],
  [
    "inspector",
    (a: string, b: string) => `/inspect/visits/${ids[0]}?refused=unread&flaw=${a}&done=${b}`,
  ],
  ["reviewer", (a: string, b: string) => `/review/${a}?done=${b}`],
  ["admin", (a: string, b: string) => `/admin/${a}?refused=${b}`],
  ["admin", (a: string, b: string) => `/admin/testham/schemes?scheme=${a}&from=${b}`],
  ["admin", (a: string, b: string) => `/admin/testham/comments?scheme=${a}&done=${b}`],
] as const;

test("no address of a page of the back-office makes a fault", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), text, text, language, async (which, a, b, spoken) => {
      const [person, path] = PAGES[which % PAGES.length] ?? PAGES[0];
      // Longer addresses are refused before they are read.
      const part = (some: string) => encodeURIComponent(some.slice(0, 500).toWellFormed()) || "x";
      const sent = { method: "GET", path: `/${spoken}${path(part(a), part(b))}` };
      await expectNoFault(
        clientOf(person),
        { ...sent, type: null, body: null },
        spoken,
        "text/html",
      );
    }),
    { numRuns: RUNS },
  );
}, 1_800_000);

test("what is sent as a photo is one or is refused", async () => {
  const photo = new Uint8Array(await phonePhoto(64, 48));
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(at, cut, fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 5 }), text, language),
      async ([which, share, noise, kind, item, spoken]) => {
        const part = photo.slice(0, Math.floor(photo.length * share));
        const body = kind === 0 ? noise : kind < 4 ? part : photo;
        const type = ["image/jpeg", "multipart/form-data; boundary=x", "text/plain"][kind % 3];
        const query = `item=${encodeURIComponent(item.slice(0, 100).toWellFormed())}`;
        const path = `/office/photos/${ids[which]}?${query}`;
        const sent = { method: "POST", path, type: type ?? null, body };
        await expectNoFault(clientOf("inspector"), sent, spoken);
      },
    ),
    { numRuns: RUNS },
  );
}, 1_800_000);

test("a hundred thousand fields are read or refused without keeping others waiting", async () => {
  const many = (name: (number: number) => string) =>
    Array.from({ length: 100_000 }, (_, number) => `${name(number)}=1`).join("&");
  for (const body of [many(() => "a"), many((number) => number.toString(36))]) {
    for (const path of [`/office/visits/${ids[0]}`, "/office/plan", "/office/sites"]) {
      const sent = { method: "POST", path, type: "application/x-www-form-urlencoded", body };
      const [answer, other] = await Promise.all([
        expectNoFault(clientOf("inspector"), sent, "zh"),
        clientOf("colleague").get("/en/account"),
      ]);
      expect([answer.status, other.status]).toEqual([expect.any(Number), 200]);
    }
  }
}, 120_000);

test("a submission that comes again, late or with an old revision changes nothing", async () => {
  const id = await things.draft();
  const send = (method: string, body: object) =>
    expectNoFault(
      clientOf("inspector"),
      {
        method,
        path: `/office/visits/${id}`,
        type: "application/json",
        body: JSON.stringify(body),
      },
      "ar",
    );
  const document = filled();
  expect((await send("PUT", { document, revision: 1 })).status).toBe(200);
  expect((await send("PUT", { document, revision: 1 })).status).toBe(409);
  const all = await Promise.all(
    [1, 2, 3].map(() => send("POST", { document, revision: 2, locale: "ar" })),
  );
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await send("PUT", { document, revision: 2 })).status).toBe(409);
  await expectNothingHalf();
});
