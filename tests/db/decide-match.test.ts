import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { decideMatch } from "@/db/commands/decide-match";
import { proposeMatches } from "@/db/commands/propose-matches";
import { findSite } from "@/db/queries/find-site";
import { listMatches } from "@/db/queries/list-matches";
import { createDatabase } from "@/tests/support/database";
import { dumpReadModels } from "@/tests/support/dump";
import { makeEntity, taxAuthority } from "@/tests/support/entities";
import { authorityId, enrol } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let admin: Actor;
let authority: number;

const TOWN = [snapshot(), site("1", { name: "Golden Dragon" }), rating("1", "5")];

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2025-06-01", TOWN);
  authority = await authorityId(db, "testham");
  admin = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  await dragon("19000011", "Golden Dragon Express");
  await dragon("19000029", "Golden Dragon Lounge");
  await proposeMatches(db);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** A company in the same house. */
async function dragon(number: string, name: string): Promise<void> {
  const id = await makeEntity(db, { number, name });
  const { sourceId } = await taxAuthority(db);
  await db`
    insert into entity_addresses (entity_id, source_id, line, locality, postcode, normal)
    values (${id}, ${sourceId}, '1 High Street', 'Testham', 'TE1 1ST', '1 high street testham te1 1st')`;
}

async function waiting() {
  return (await listMatches(db, authority, { decided: false })).matches;
}
async function operator() {
  const [row] = await db<{ publicId: string }[]>`select public_id from sites`;
  const found = await findSite(db, row?.publicId ?? "");
  return found && "operator" in found ? [found.operator?.number ?? null, found.takenOverOn] : null;
}
const named = async (name: string) => {
  const match = (await waiting()).find(({ entity }) => entity.name === name);
  if (!match) throw new Error(`${name} does not wait.`);
  return match.id;
};

test("candidates wait with their evidence; nothing is linked by a name that is only near", async () => {
  const found = await waiting();
  expect(found).toMatchObject([
    {
      evidence: { name: { site: "Golden Dragon" }, address: { agrees: "same" } },
      entity: { sites: 0 },
    },
    { evidence: { address: { agrees: "same" } } },
  ]);
  expect(await operator()).toEqual([null, null]);
});

test("only who answers for the place decides", async () => {
  const [match] = await waiting();
  const input = { candidateId: match?.id ?? 0, decision: "confirm", reason: null } as const;
  for (const who of [
    await enrol(db, [{ role: "inspector", at: "testham" }]),
    await enrol(db, [{ role: "platform-admin", at: null }]),
    await enrol(db, [{ role: "auditor", at: null }]),
  ]) {
    expect(await decideMatch(db, who, input)).toMatchObject({ reason: "forbidden" });
  }
  expect(await decideMatch(db, admin, { ...input, candidateId: 99_999 })).toMatchObject({
    reason: "forbidden",
  });
});

test("what is confirmed, undone, refused and proposed anew stays on record, and no rating seems a predecessor's", async () => {
  const before = await dumpReadModels(db);
  const wrong = await named("Golden Dragon Express");
  const decide = (candidateId: number, decision: "confirm" | "refuse" | "undo") =>
    decideMatch(db, admin, {
      candidateId,
      decision,
      reason: "By the licence on the wall of 37605030299.",
    });
  // Whoever only refers to the site keeps nobody waiting.
  const confirmed = await db.begin(async (tx) => {
    await tx`select from sites for key share`;
    return decide(wrong, "confirm");
  });
  expect(confirmed).toEqual({ ok: true });
  expect(await operator()).toEqual(["19000011", null]);
  expect(await waiting()).toEqual([]);
  expect(await decide(wrong, "confirm")).toMatchObject({ reason: "match-decided" });
  // An import that names nobody does not speak against it.
  await load(db, "2025-07-01", [
    snapshot(),
    site("1", { name: "Golden Dragon", reply: "Hello." }),
    rating("1", "5"),
  ]);
  expect(await operator()).toEqual(["19000011", null]);
  await load(db, "2025-08-01", TOWN);
  expect(await decide(wrong, "undo")).toEqual({ ok: true });
  expect(await operator()).toEqual([null, null]);
  expect(await dumpReadModels(db)).toEqual(before);
  // To undo may have been the mistake: the question is asked once more.
  expect((await waiting()).map(({ entity }) => entity.name)).toEqual(["Golden Dragon Express"]);
  expect(await decide(await named("Golden Dragon Express"), "refuse")).toEqual({ ok: true });
  expect(await proposeMatches(db)).toMatchObject({ proposed: 1, linked: 0 });
  const right = await named("Golden Dragon Lounge");
  expect(await decide(right, "refuse")).toEqual({ ok: true });
  expect(await proposeMatches(db)).toMatchObject({ proposed: 0 });
  expect(await decide(right, "undo")).toEqual({ ok: true });
  expect(await proposeMatches(db)).toMatchObject({ proposed: 1 });
  expect(await decide(await named("Golden Dragon Lounge"), "confirm")).toEqual({ ok: true });
  expect(await operator()).toEqual(["19000029", null]);
  const { matches } = await listMatches(db, authority, { decided: true });
  expect(matches.map(({ state }) => state)).toEqual(["confirmed", "undone", "refused", "undone"]);
  expect(matches[0]).toMatchObject({
    reason: "By the licence on the wall of […].",
    decidedBy: "Somebody",
  });
});

test("the number that a source brings later is what counts, and a rule that was wrong never held", async () => {
  await db`update site_operators set evidence = 'rule' where valid_to is null`;
  const numbered = site("1", {
    name: "Golden Dragon",
    operator: { scheme: "no-orgnr", level: "entity", number: "923609016" },
  });
  await load(db, "2025-09-01", [snapshot(), numbered, rating("1", "5")]);
  expect(await operator()).toEqual(["923609016", null]);
  const { matches } = await listMatches(db, authority, { decided: true });
  expect(matches.map(({ state }) => state)).toEqual(["undone", "refused", "undone"]);
});

test("once the source takes its number back, the place is asked about anew", async () => {
  await load(db, "2025-10-01", TOWN);
  expect(await operator()).toEqual([null, null]);
  expect(await proposeMatches(db)).toMatchObject({ proposed: 1 });
  expect(
    await decideMatch(db, admin, {
      candidateId: await named("Golden Dragon Lounge"),
      decision: "confirm",
      reason: null,
    }),
  ).toEqual({ ok: true });
  expect((await operator())?.[0]).toBe("19000029");
});

test("what a person has undone no rule links again, but asks", async () => {
  await load(db, "2025-11-01", [
    ...TOWN,
    site("2", { name: "Silver Crane", address: "9 Quay Lane" }),
    rating("2", "5"),
  ]);
  const company = await makeEntity(db, { number: "19000037", name: "Silver Crane" });
  const { sourceId } = await taxAuthority(db);
  await db`
    insert into entity_addresses (entity_id, source_id, line, locality, postcode, normal)
    select ${company}, ${sourceId}, a.line, a.locality, a.postcode, a.normal
    from site_addresses a join listings l using (site_id) where l.name = 'Silver Crane'`;
  expect(await proposeMatches(db)).toMatchObject({ linked: 1 });
  const [linked] = await db<{ id: number }[]>`
    select id from match_candidates where entity_id = ${company} and state = 'confirmed'`;
  const undo = { candidateId: linked?.id ?? 0, decision: "undo", reason: null } as const;
  expect(await decideMatch(db, admin, undo)).toEqual({ ok: true });
  expect(await proposeMatches(db)).toMatchObject({ linked: 0 });
  expect((await waiting()).map(({ entity }) => entity.name)).toContain("Silver Crane");
});

test("the name over a door is never told as the legal name", async () => {
  await db`update entity_names set valid_to = greatest(valid_from, current_date)`;
  const { matches } = await listMatches(db, authority, { decided: true });
  expect(matches.find(({ state }) => state === "confirmed")).toMatchObject({
    entity: { number: "19000029", name: null, sites: 1 },
  });
});
