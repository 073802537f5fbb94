import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseDueQuery } from "@/core/due-query";
import { type NewSite, parseNewSite } from "@/core/new-site";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { prepareWorklist } from "@/db/commands/prepare-worklist";
import { registerSite } from "@/db/commands/register-site";
import { findAuthority } from "@/db/queries/find-authority";
import { findSite } from "@/db/queries/find-site";
import { listPublishers } from "@/db/queries/list-authorities";
import { listDue } from "@/db/queries/list-due";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let inspector: Actor;

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 6 });
  await load(db, "2025-06-01", [
    snapshot(),
    site("1", { name: "Golden Dragon", address: "12 High Street", postcode: "TE1 1ST" }),
    rating("1", "5"),
    site("2", { name: "Blue Door", address: "40 Low Road", position: { lat: 51.6, lon: -0.2 } }),
    rating("2", "5"),
  ]);
  inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  await prepareWorklist(db, inspector);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const FIELDS = {
  authority: "testham",
  domain: "food",
  name: "Green Gate",
  kind: "fixed",
  category: "restaurant",
  address: "7 Mill Lane",
  locality: "Testham",
  postcode: "TE9 9ST",
};
function input(changes: Record<string, string> = {}): NewSite {
  const parsed = parseNewSite({ submission: randomUUID(), ...FIELDS, ...changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.site;
}

test("a registered site is on the board and the worklist at once, never inspected", async () => {
  const sent = input({ lat: "51.55", lon: "-0.15", scheme: "no-orgnr", number: "923 609 016" });
  const done = await registerSite(db, inspector, sent, []);
  if (!done.ok) throw new Error(done.reason);
  const found = await findSite(db, done.publicId);
  expect(found).toMatchObject({
    name: "Green Gate",
    slug: "green-gate",
    address: "7 Mill Lane",
    position: { lat: 51.55, lon: -0.15 },
    operator: { scheme: "no-orgnr", number: "923609016" },
    source: {
      name: "Inspections recorded by Testham",
      office: { of: "food", authority: "Testham" },
    },
    standings: [{ domain: "food", standing: "never" }],
  });
  const [imported] = await db<{ id: string }[]>`
    select public_id as id from listings where name = 'Golden Dragon'`;
  expect(await findSite(db, imported?.id ?? "")).toMatchObject({ source: { office: null } });
  const ofAuthority = await findAuthority(db, "testham", "2026-01-01");
  const [publisher] = await listPublishers(db);
  for (const sources of [ofAuthority?.sources, publisher?.sources]) {
    expect(sources?.map(({ office }) => office)).toEqual([
      { of: "food", authority: "Testham" },
      null,
    ]);
  }
  const query = { ...parseDueQuery(new URLSearchParams()), q: "green gate" };
  const page = await listDue(db, inspector, query, { cursor: null, limit: 9, today: "2026-01-01" });
  expect(page.items[0]).toMatchObject({ reason: "never", listing: { name: "Green Gate" } });
});

test("one form sent many times at once is one site", async () => {
  const sent = input({ name: "Thrice Sent", address: "1 Echo Close", postcode: "TE8 1ST" });
  const done = await Promise.all([1, 2, 3, 4].map(() => registerSite(db, inspector, sent, [])));
  const ids = done.map((one) => (one.ok ? one.publicId : one.reason));
  expect(new Set(ids).size).toBe(1);
  expect(await db`select from site_names where name = 'Thrice Sent'`).toHaveLength(1);
  expect(done.filter((one) => one.ok && !one.repeated)).toHaveLength(1);
});

test.each<[Record<string, string>, string]>([
  [{ name: "Goldn Dragon", address: "12 High St", postcode: "te11st" }, "misspelt, same postcode"],
  [{ name: "Golden Dragon", address: "12 High Street", locality: "" }, "same name and address"],
  [{ name: "Door Blue", lat: "51.6001", lon: "-0.2001" }, "words turned around, next to it"],
])("what may be the same is shown before anything is written: %o, %s", async (changes) => {
  const before = await db`select from sites`;
  const done = await registerSite(db, inspector, input(changes), []);
  expect(done).toMatchObject({ ok: false, reason: "likely-same" });
  expect(await db`select from sites`).toHaveLength(before.length);
});

test("who has seen what may be the same can still register, with all of it dismissed", async () => {
  const sent = input({ name: "Golden Dragon", address: "12 High Street", postcode: "TE1 1ST" });
  const shown = await registerSite(db, inspector, sent, []);
  if (shown.ok || shown.reason !== "likely-same") throw new Error("Nothing was shown.");
  const seen = shown.sites.map(({ listing }) => listing.id);
  expect(shown.sites[0]?.evidence).toEqual(["name", "address", "postcode"]);
  expect((await registerSite(db, inspector, sent, ["0000000000"])).ok).toBe(false);
  expect(await registerSite(db, inspector, sent, seen)).toMatchObject({ ok: true });
});

test("nobody registers a site at an authority that is not theirs", async () => {
  const reviewer = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  const before = await db`select from sites`;
  for (const [actor, changes] of [
    [reviewer, {}],
    [inspector, { authority: "nowhere" }],
  ] as const) {
    expect(await registerSite(db, actor, input(changes), [])).toEqual({
      ok: false,
      reason: "forbidden",
    });
  }
  expect(await db`select from sites`).toHaveLength(before.length);
});

test.each<[Record<string, string>, string]>([
  [{ name: " \u200b " }, "name"],
  [{ lat: "91", lon: "0" }, "lat"],
  [{ lat: "51.5" }, "lat"],
  [{ lat: "0", lon: "0" }, "lat"],
  [{ kind: "online" }, "website"],
  [{ website: "javascript:alert(1)" }, "website"],
  [{ address: "" }, "address"],
  [{ scheme: "no-orgnr", number: "123456789" }, "number"],
  [{ scheme: "no-orgnr" }, "number"],
  [{ category: "spaceport" }, "category"],
])("%o is refused with its field", (changes, field) => {
  const parsed = parseNewSite({ submission: randomUUID(), ...FIELDS, ...changes });
  expect(parsed.ok ? [] : parsed.flaws.map((flaw) => flaw.field)).toEqual([field]);
});
