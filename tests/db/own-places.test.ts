import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/core/add-days";
import { callOf } from "@/core/own-standing";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { grantMembership } from "@/db/commands/grant-membership";
import { registerSchemes } from "@/db/commands/register-schemes";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { findEntity } from "@/db/queries/find-entity";
import { findOwnEntity } from "@/db/queries/own/find-own-entity";
import { createDatabase } from "@/tests/support/database";
import { makeDraftVisit } from "@/tests/support/draft-visit";
import { makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { filledDraft } from "@/tests/support/filled-draft";
import { authorityId, enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";

const COMPANY = { scheme: "ee-regcode", number: "10000018" };
const NOW = new Date();
const TODAY = NOW.toISOString().slice(0, 10);
const ALAMEDA = schemeNamed("us-alameda@2012");

let db: Db;
let drop: () => Promise<void>;
let owner: Actor;

/** Places by what is to be done there; of two that need the same the name decides. */
const PLACES = {
  "Cafe Zander": ["green", 90],
  "Cafe Ahven": ["green", 90],
  "Cafe Yellow": ["yellow", 20],
  "Cafe Crimson": ["red", 20],
  "Cafe Ancient": ["green", 1200],
  "Cafe Later": ["yellow", 20],
  "Cafe Sooner": ["yellow", 20],
  "Cafe Waiting": ["green", 90],
} as const;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 4 });
  await registerSchemes(db);
  const company = await makeEntity(db, { number: COMPANY.number, name: "Cafe Holdings" });
  const operator = { level: "entity", ...COMPANY } as const;
  await load(db, addDays(TODAY, -5), [
    snapshot({ scheme: "us-alameda@2012" }),
    ...Object.entries(PLACES).flatMap(([name, [word, daysAgo]]) => [
      site(name, { name, operator }),
      rating(name, word, { ratedOn: addDays(TODAY, -daysAgo) }),
    ]),
    site("other", { name: "Cafe Other" }),
    rating("other", "red", { ratedOn: addDays(TODAY, -20) }),
  ]);
  await publishTheseEntities(db, [company]);
  const town = await authorityId(db, "testham");
  for (const [name, days] of [
    ["Cafe Later", 9],
    ["Cafe Sooner", -2],
  ] as const) {
    await db`
      insert into tasks (site_id, domain, authority_id, reason, due_on)
      select site_id, 'food', ${town}, 'follow-up', ${addDays(TODAY, days)}
      from listings where name = ${name}`;
  }
  const inspector = await enrol(db, [{ role: "inspector", at: "testham" }]);
  const document = filledDraft(ALAMEDA, { visitedOn: addDays(TODAY, -1), out: { "22": {} } });
  const id = await makeDraftVisit(db, inspector, {
    ...{ authority: "testham", scheme: "us-alameda@2012", siteName: "Cafe Waiting" },
    draft: document,
  });
  const sent = await submitVisit(db, inspector, { id, document, revision: 1 }, NOW);
  if (!sent.ok) throw new Error(sent.reason);
  const { userId } = await enrol(db, []);
  const granted = await grantMembership(db, null, {
    ...{ userId, role: "representative" as const, authorityId: town, entityId: company },
  });
  if (!granted.ok) throw new Error(granted.reason);
  owner = { userId, memberships: [{ role: "representative", authority: town }] };
});
afterAll(async () => {
  await db.end();
  await drop();
});

const IN_ORDER = [
  "Cafe Sooner",
  "Cafe Later",
  "Cafe Crimson",
  "Cafe Yellow",
  "Cafe Waiting",
  "Cafe Ancient",
  "Cafe Ahven",
  "Cafe Zander",
];

test.each([1, 3, 50])(
  "of a chain's places those come first where something is to be done, %i to a page",
  async (limit) => {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const own = await findOwnEntity(db, owner, COMPANY, { cursor, limit });
      expect(own?.toDo).toBe(4);
      found.push(...(own?.sites ?? []).map(({ listing }) => listing.name));
      cursor = own?.next ?? null;
    } while (cursor !== null);
    expect(found).toEqual(IN_ORDER);
  },
);

test("what a place calls for beside days and what is pending is told of it", async () => {
  const own = await findOwnEntity(db, owner, COMPANY, { cursor: null, limit: 50 });
  const calls = (own?.sites ?? []).map((one) => [
    one.dueOn,
    one.pending.length,
    callOf(one, TODAY),
  ]);
  expect(calls.slice(2)).toEqual([
    [null, 0, "not-green"],
    [null, 0, "not-green"],
    [null, 1, null],
    [null, 0, "stale"],
    [null, 0, null],
    [null, 0, null],
  ]);
});

test("a cursor of the public page's order names no place in this one", async () => {
  const page = await findEntity(db, COMPANY, { after: null, limit: 2 });
  const cursor = page && "next" in page ? page.next : null;
  expect(cursor).not.toBeNull();
  const own = await findOwnEntity(db, owner, COMPANY, { cursor, limit: 2 });
  expect(own?.sites.map(({ listing }) => listing.name)).toEqual(IN_ORDER.slice(0, 2));
});
