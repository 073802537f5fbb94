import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import { connect, type Db, type Tx } from "@/db/client";
import { decideMatch } from "@/db/commands/decide-match";
import { proposeMatches } from "@/db/commands/propose-matches";
import { removeRiskCategory, saveRiskCategory } from "@/db/commands/save-risk-category";
import { setSiteRisk } from "@/db/commands/set-site-risk";
import { createDatabase } from "@/tests/support/database";
import { makeEntity, taxAuthority } from "@/tests/support/entities";
import { authorityId, enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { atOnce, untilWaiting } from "@/tests/support/waiting";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let admin: Actor;
let town: number;

const NAMES = ["Two Offers", "Ruled", "Asked For Bread", "Imported", "Risky"];
const places = new Map<string, { id: number; publicId: string }>();

const rows = (name?: string, number = "923609016") => [
  snapshot(),
  ...NAMES.flatMap((one, i) => {
    const operator = { scheme: "no-orgnr", level: "entity", number } as const;
    const given = { name: one, ...(one === name && { operator }) };
    return [site(String(i), given), rating(String(i), "5")];
  }),
];

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 6 });
  await load(db, "2025-06-01", rows());
  town = await authorityId(db, "testham");
  admin = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  const listed = await db<{ id: number; publicId: string; name: string }[]>`
    select site_id as id, public_id, name from listings`;
  for (const { name, ...place } of listed) places.set(name, place);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

function placeNamed(name: string): { id: number; publicId: string } {
  const place = places.get(name);
  if (!place) throw new Error(`${name} is not listed.`);
  return place;
}

/** Somebody says who runs a place, and has not committed it yet. */
async function linkWithin(tx: Tx, siteId: number, entityId: number): Promise<void> {
  const { sourceId } = await taxAuthority(tx);
  await tx`select from sites where id = ${siteId} for no key update`;
  await tx`
    insert into site_operators (site_id, entity_id, source_id, valid_from, evidence)
    values (${siteId}, ${entityId}, ${sourceId}, '2025-06-02', 'confirmed')`;
}

async function operatorOf(name: string): Promise<string[]> {
  const found = await db<{ number: string }[]>`
    select i.number from site_operators o join entity_identifiers i using (entity_id)
    where o.site_id = ${placeNamed(name).id} and o.valid_to is null`;
  return found.map(({ number }) => number);
}

test("of two candidates of one place that are confirmed at once, one runs it and the other is decided", async () => {
  const { id } = placeNamed("Two Offers");
  const evidence = { name: null, address: null, phone: null, distanceM: null };
  const numbers = ["19000011", "19000029"];
  const candidates: number[] = [];
  for (const number of numbers) {
    const [candidate] = await db<{ id: number }[]>`
      insert into match_candidates (site_id, entity_id, score, evidence)
      values (${id}, ${await makeEntity(db, { number })}, 0.5, ${db.json(evidence)}) returning id`;
    candidates.push(candidate?.id ?? 0);
  }
  const decided = await db.begin(async (tx) => {
    await tx`select from sites where id = ${id} for no key update`;
    const both = candidates.map((candidateId) =>
      decideMatch(db, admin, { candidateId, decision: "confirm", reason: null }),
    );
    await untilWaiting(db, 2);
    return { both };
  });
  const answers = await Promise.all(decided.both);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers).toContainEqual({ ok: false, reason: "match-decided" });
  expect(await operatorOf("Two Offers")).toEqual([numbers[answers.findIndex(({ ok }) => ok)]]);
});

test("whom an official names while a rule finds another stays", async () => {
  const { sourceId } = await taxAuthority(db);
  const ruled = await makeEntity(db, { number: "19000052", name: "Ruled" });
  await db`
    insert into entity_addresses (entity_id, source_id, line, locality, postcode, normal)
    select ${ruled}, ${sourceId}, line, locality, postcode, normal from site_addresses
    where site_id = ${placeNamed("Ruled").id}`;
  const named = await makeEntity(db, { number: "19000060" });
  const finding = await db.begin(async (tx) => {
    await linkWithin(tx, placeNamed("Ruled").id, named);
    const done = proposeMatches(db);
    await untilWaiting(db);
    return { done };
  });
  expect(await finding.done).toMatchObject({ linked: 0 });
  expect(await operatorOf("Ruled")).toEqual(["19000060"]);
});

test("what an official decides while candidates are looked for is not asked again", async () => {
  const { id } = placeNamed("Asked For Bread");
  const company = await makeEntity(db, { number: "19000087", name: "Asked For Bread" });
  await makeEntity(db, { number: "19000095", name: "Asked For Bread" });
  await proposeMatches(db);
  const [candidate] = await db<{ id: number }[]>`
    select id from match_candidates where site_id = ${id} and entity_id = ${company}`;
  const [decided, found] = await atOnce(
    db,
    () =>
      decideMatch(db, admin, {
        candidateId: candidate?.id ?? 0,
        decision: "confirm",
        reason: null,
      }),
    () => proposeMatches(db),
  );
  expect([decided, found]).toMatchObject([{ ok: true }, { linked: 0 }]);
  const states = await db`select entity_id, state from match_candidates where site_id = ${id}`;
  expect(states.filter(({ state }) => state === "proposed")).toEqual([]);
  expect(states).toContainEqual({ entityId: company, state: "confirmed" });
});

test("a source's number that is imported while an official names somebody else is what counts", async () => {
  const named = await makeEntity(db, { number: "19000079" });
  const importing = await db.begin(async (tx) => {
    await linkWithin(tx, placeNamed("Imported").id, named);
    const done = load(db, "2025-07-01", rows("Imported"));
    await untilWaiting(db);
    return { done };
  });
  expect(await importing.done).toMatchObject({ state: "applied" });
  expect(await operatorOf("Imported")).toEqual(["923609016"]);
});

const CATEGORY = { domain: "food", code: "A" } as const;

test("a risk category that a place is put into while it is removed stays", async () => {
  const category = { ...CATEGORY, authorityId: town };
  await saveRiskCategory(db, admin, { ...category, label: "High", months: 6 });
  const removing = await db.begin(async (tx) => {
    await tx`
      insert into site_risks (site_id, domain, authority_id, code, set_by)
      values (${placeNamed("Risky").id}, 'food', ${town}, 'A', ${admin.userId})`;
    const done = removeRiskCategory(db, admin, category);
    await untilWaiting(db);
    return { done };
  });
  expect(await removing.done).toEqual({ ok: false, reason: "in-use" });
});

test("nor is a place put into one that is being removed", async () => {
  const category = { domain: "food", code: "B" } as const;
  await saveRiskCategory(db, admin, { ...category, authorityId: town, label: "Low", months: 9 });
  const setting = await db.begin(async (tx) => {
    await tx`delete from risk_categories where authority_id = ${town} and code = 'B'`;
    const done = setSiteRisk(db, admin, { site: placeNamed("Risky").publicId, ...category });
    await untilWaiting(db);
    return { done };
  });
  expect(await setting.done).toEqual({ ok: false, reason: "unknown" });
});
