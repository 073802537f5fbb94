import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NewSite, parseNewSite } from "@/core/new-site";
import type { Actor } from "@/core/permissions";
import { connect, type Db } from "@/db/client";
import { mergeEntities } from "@/db/commands/lineage/merge-entities";
import { mergeTwoSites } from "@/db/commands/lineage/merge-sites";
import { moveSite } from "@/db/commands/lineage/move-site";
import { splitEntity } from "@/db/commands/lineage/split-entity";
import { splitSite } from "@/db/commands/lineage/split-site";
import { undoLineage } from "@/db/commands/lineage/undo-lineage";
import { rebuild } from "@/db/commands/publish";
import { recordEntry } from "@/db/commands/registers/record-entry";
import { findEntity } from "@/db/queries/find-entity";
import { findSite } from "@/db/queries/find-site";
import { listPublicEntries } from "@/db/queries/list-public-entries";
import { createDatabase } from "@/tests/support/database";
import { dumpReadModels } from "@/tests/support/dump";
import { giveTaxStanding, makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { authorityId, enrol } from "@/tests/support/people";
import { newEntry } from "@/tests/support/register-entries";
import { load, rating, site, snapshot, visit } from "@/tests/support/rows";

let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let admin: Actor;
let platform: Actor;

const SITES = ["1", "2", "3", "4", "5", "6"];
const TOWN = [
  snapshot(),
  ...SITES.flatMap((key) => [
    site(key, {
      position: { lat: 51.5 + Number(key) / 100, lon: -0.1 },
      operator: { scheme: "no-orgnr", level: "entity", number: `90000000${key}` },
    }),
    rating(key, "5", { visitKey: `v${key}` }),
    visit(key, `v${key}`, "2020-01-15"),
  ]),
];

beforeAll(async () => {
  database = await createDatabase();
  db = connect(database.url, { max: 4 });
  await load(db, "2025-06-01", TOWN);
  admin = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  platform = await enrol(db, [{ role: "platform-admin", at: null }]);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const reason = "They are the same.";

async function idOf(key: string): Promise<string> {
  const [row] = await db<{ publicId: string }[]>`
    select public_id from sites s join site_sources l on l.site_id = s.id
    where l.source_key = ${key}`;
  return row?.publicId ?? "";
}

function part(name: string): NewSite {
  const parsed = parseNewSite({
    submission: randomUUID(),
    authority: "testham",
    domain: "food",
    name,
    kind: "fixed",
    category: "bakery",
    address: "1 Yard",
  });
  if (!parsed.ok) throw new Error("The part is no site.");
  return parsed.site;
}

function done<T extends { ok: boolean }>(result: T): Extract<T, { ok: true }> {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result as Extract<T, { ok: true }>;
}

/** What mergers may change of the records, without what they leave behind on purpose. */
async function records(): Promise<Record<string, string[]>> {
  const lists = {
    sites: await db`
      select public_id || state || coalesce(closed_on::text, '') || coalesce(merged_into::text, '')
        as row from sites where id in (select site_id from site_sources where released_on is null)
        and public_id not in (select source_key from site_sources) order by 1`,
    entities: await db`
      select e.id || e.state || coalesce(e.legal_form, '') as row from legal_entities e
      where e.merged_into is null order by e.id`,
    numbers: await db`
      select scheme || number || ' ' || entity_id as row from entity_identifiers order by 1`,
    operators: await db`
      select site_id || ' ' || entity_id || ' ' || valid_from as row
      from site_operators order by 1`,
    entries: await db`
      select id || coalesce(site_id::text, '') || coalesce(' ' || entity_id, '') as row
      from register_entries order by 1`,
  };
  return Object.fromEntries(
    Object.entries(lists).map(([name, rows]) => [name, rows.map((row) => row.row as string)]),
  );
}

/** Every id and number that was ever given leads to a site or an entity that stands. */
async function expectAllToResolve(): Promise<void> {
  const ids = await db<{ publicId: string }[]>`select public_id from sites`;
  for (const { publicId } of ids) {
    const found = await findSite(db, publicId);
    if (!found) throw new Error(`${publicId} leads nowhere.`);
    if (!("mergedInto" in found)) continue;
    const heir = await findSite(db, found.mergedInto);
    expect(heir).toMatchObject({ id: found.mergedInto });
  }
  const numbers = await db<{ scheme: string; number: string; state: string }[]>`
    select scheme, number, e.state from entity_identifiers i
    join legal_entities e on e.id = i.entity_id`;
  for (const { state, ...identifier } of numbers) {
    expect(state).not.toBe("merged");
    expect(await findEntity(db, identifier, { after: null, limit: 5 })).not.toBeNull();
  }
  const numberless = await db`
    select from legal_entities e where e.state <> 'merged'
      and not exists (select from entity_identifiers i where i.entity_id = e.id)`;
  expect(numberless).toHaveLength(0);
}

test("a merged site leads to the other, whose page shows the visits of both", async () => {
  const [from, into] = [await idOf("1"), await idOf("2")];
  const before = await dumpReadModels(db);
  const { lineageId } = done(await mergeTwoSites(db, admin, { from, into, reason }));
  expect(await findSite(db, from)).toEqual({ mergedInto: into });
  const survivor = await findSite(db, into);
  expect(survivor).toMatchObject({ visits: [{ rating: {} }, { rating: {} }], ratings: [{}] });
  const again = await load(db, "2025-07-01", [
    ...TOWN.map((row) =>
      row.kind === "site" && row.key === "1" ? { ...row, reply: "We clean." } : row,
    ),
  ]);
  expect(again.state).toBe("applied");
  expect(await findSite(db, from)).toEqual({ mergedInto: into });
  await load(db, "2025-08-01", TOWN);
  done(await undoLineage(db, admin, { lineageId, reason: "Two, says 37605030299." }));
  const [act] = await db`select undone_reason from lineage where id = ${lineageId}`;
  expect(act?.undoneReason).toBe("Two, says […].");
  expect(await findSite(db, from)).toMatchObject({ id: from, visits: [{}] });
  expect((await dumpReadModels(db)).listings?.length).toBe(before.listings?.length);
  const kept = await dumpReadModels(db);
  await db.begin((tx) => rebuild(tx));
  expect(await dumpReadModels(db)).toEqual(kept);
});

test("a business that moved closes where it was and each site tells of the other", async () => {
  const [from, to] = [await idOf("3"), await idOf("4")];
  const moved = done(await moveSite(db, admin, { from, to, on: "2025-05-01", reason: "Moved." }));
  expect(await findSite(db, from)).toMatchObject({
    state: "closed",
    endedOn: "2025-05-01",
    kin: [{ relation: "moved-to", id: to }],
  });
  expect(await findSite(db, to)).toMatchObject({ kin: [{ relation: "moved-from", id: from }] });
  done(await undoLineage(db, admin, { lineageId: moved.lineageId, reason: "It did not." }));
  expect(await findSite(db, from)).toMatchObject({ state: "open", endedOn: null, kin: [] });
});

test("a part of a site that becomes one of its own is never inspected, and each tells of the other", async () => {
  const from = await idOf("5");
  const split = done(
    await splitSite(db, admin, { from, part: part("The Bakery"), reason: "Two." }),
  );
  expect(await findSite(db, split.publicId)).toMatchObject({
    kin: [{ relation: "split-from", id: from }],
    standings: [{ standing: "never" }],
  });
  expect(await findSite(db, from)).toMatchObject({
    kin: [{ relation: "split-into", id: split.publicId }],
  });
  done(await undoLineage(db, admin, { lineageId: split.lineageId, reason: "One after all." }));
  expect(await findSite(db, split.publicId)).toEqual({ mergedInto: from });
});

test("an entity's numbers, sites and legal form go with it, and come back", async () => {
  const [one, two] = [
    { scheme: "no-orgnr", number: "900000001" },
    { scheme: "no-orgnr", number: "900000002" },
  ];
  const before = await records();
  await db`
    update legal_entities set legal_form = 'company' where id = (
      select entity_id from entity_identifiers where number = '900000001')`;
  const merged = done(await mergeEntities(db, platform, { from: one, into: two, reason }));
  const page = { after: null, limit: 9 };
  const found = await findEntity(db, one, page);
  expect(found).toMatchObject({
    identifiers: [{ number: "900000001" }, { number: "900000002" }],
    total: 2,
  });
  expect(await findEntity(db, two, page)).toMatchObject({ total: 2 });
  const [listed] = await db`select number from entity_listings where entity_id = (
    select entity_id from entity_identifiers where number = '900000002')`;
  expect(listed).toBeDefined();
  done(await undoLineage(db, platform, { lineageId: merged.lineageId, reason: "Two." }));
  await db`update legal_entities set legal_form = null`;
  await publishTheseEntities(
    db,
    (await db<{ id: number }[]>`select id from legal_entities`).map(({ id }) => id),
  );
  expect(await records()).toEqual(before);
});

test("the record with a tax standing stays, and persons and companies are not one", async () => {
  const company = { scheme: "ee-regcode", number: "19000011" };
  const companyId = await makeEntity(db, { number: company.number });
  await giveTaxStanding(db, companyId, { standing: "green", outcome: "green", asOf: "2026-01-01" });
  await publishTheseEntities(db, [companyId]);
  const other = { scheme: "no-orgnr", number: "900000003" };
  const into = { from: company, into: other, reason };
  expect(await mergeEntities(db, platform, into)).toEqual({ ok: false, reason: "tax-standing" });
  await db`
    update legal_entities set legal_form = 'sole-trader' where id = (
      select entity_id from entity_identifiers where number = '900000003')`;
  const person = { from: other, into: company, reason };
  expect(await mergeEntities(db, platform, person)).toEqual({ ok: false, reason: "forms-differ" });
  await db`update legal_entities set legal_form = null where legal_form = 'sole-trader'`;
  const merged = done(await mergeEntities(db, platform, person));
  done(await undoLineage(db, platform, { lineageId: merged.lineageId, reason }));
});

test("a register entry goes to who has no form yet, and comes back from there", async () => {
  const [from, into] = [
    { scheme: "ee-regcode", number: "19000052" },
    { scheme: "ee-regcode", number: "19000060" },
  ];
  const fromId = await makeEntity(db, { number: from.number });
  await makeEntity(db, { number: into.number, legalForm: null });
  const clerk = await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  const given = newEntry(await authorityId(db, "testham"), { entity: from });
  expect(await recordEntry(db, clerk, given)).toMatchObject({ ok: true });
  const about = (entity: typeof from) => listPublicEntries(db, { entity });
  const merged = done(await mergeEntities(db, platform, { from, into, reason }));
  expect(await about(into)).toHaveLength(1);
  done(await undoLineage(db, platform, { lineageId: merged.lineageId, reason: "Two." }));
  expect([(await about(from)).length, (await about(into)).length]).toEqual([1, 0]);

  const twin = { scheme: "ee-regcode", number: "19000079" };
  await db`
    insert into entity_identifiers (entity_id, scheme, level, number)
    values (${fromId}, ${twin.scheme}, 'entity', ${twin.number})`;
  await db`update legal_entities set legal_form = null where id = ${fromId}`;
  const split = done(await splitEntity(db, platform, { numbers: [twin], sites: [], reason }));
  await db`
    update legal_entities set legal_form = 'company' where id = (
      select entity_id from entity_identifiers where number = ${twin.number})`;
  const other = newEntry(given.authorityId, { entity: twin });
  expect(await recordEntry(db, clerk, other)).toMatchObject({ ok: true });
  done(await undoLineage(db, platform, { lineageId: split.lineageId, reason: "One." }));
  expect(await about(twin)).toHaveLength(2);
});

test("who only refers to a site or an entity keeps no merger waiting", async () => {
  const [from, into] = [await idOf("1"), await idOf("2")];
  const acts = await db.begin(async (tx) => {
    await tx`select from sites for key share`;
    await tx`select from legal_entities for key share`;
    const sites = await mergeTwoSites(db, admin, { from, into, reason });
    const entities = await mergeEntities(db, platform, {
      from: { scheme: "no-orgnr", number: "900000005" },
      into: { scheme: "no-orgnr", number: "900000006" },
      reason,
    });
    return [done(sites), done(entities)];
  });
  for (const [index, { lineageId }] of acts.entries()) {
    done(await undoLineage(db, index === 0 ? admin : platform, { lineageId, reason }));
  }
});

test("who may not is refused, and so is what makes no sense", async () => {
  const elsewhere = await enrol(db, [{ role: "inspector", at: "testham" }]);
  const [from, into] = [await idOf("1"), await idOf("2")];
  expect(await mergeTwoSites(db, elsewhere, { from, into, reason })).toMatchObject({
    reason: "forbidden",
  });
  expect(await mergeTwoSites(db, platform, { from, into, reason })).toMatchObject({
    reason: "forbidden",
  });
  expect(await mergeTwoSites(db, admin, { from, into: from, reason })).toMatchObject({
    reason: "same",
  });
  const entity = { scheme: "no-orgnr", number: "900000001" };
  const alone = { numbers: [entity], sites: [], reason };
  expect(await splitEntity(db, platform, alone)).toMatchObject({ reason: "nothing-left" });
  expect(await splitEntity(db, admin, alone)).toMatchObject({ reason: "forbidden" });
  expect(await undoLineage(db, admin, { lineageId: 999_999, reason })).toMatchObject({ ok: false });
});

type Step =
  | { act: "merge-sites" | "move-site" | "merge-entities"; a: number; b: number }
  | { act: "split-site" | "split-entity" | "undo"; a: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    act: fc.constantFrom("merge-sites", "move-site", "merge-entities"),
    a: fc.nat(9),
    b: fc.nat(9),
  }),
  fc.record({ act: fc.constantFrom("split-site", "split-entity", "undo"), a: fc.nat(9) }),
);

test("whatever is merged, split, moved and undone, every id leads somewhere and undoing all restores all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const before = await records();
      const acts: number[] = [];
      for (const one of steps) {
        const lineageId = await take(one, acts);
        if (lineageId !== null) acts.push(lineageId);
        await expectAllToResolve();
      }
      for (const lineageId of acts.toReversed()) {
        const undone = await undoLineage(db, one(lineageId), { lineageId, reason });
        expect(undone).toEqual({ ok: true });
        await expectAllToResolve();
      }
      expect(await records()).toEqual(before);
      const kept = await dumpReadModels(db);
      await db.begin((tx) => rebuild(tx));
      expect(await dumpReadModels(db)).toEqual(kept);
    }),
    { numRuns: 8 },
  );
}, 240_000);

const ofEntities = new Set<number>();
const one = (lineageId: number): Actor => (ofEntities.has(lineageId) ? platform : admin);

/** Takes a step as far as it is possible; the act that it left, or none. */
async function take(asked: Step, acts: number[]): Promise<number | null> {
  const siteIds = (await db<{ publicId: string }[]>`select public_id from sites order by id`).map(
    ({ publicId }) => publicId,
  );
  const numbers = await db<{ scheme: string; number: string; entityId: number }[]>`
    select scheme, number, entity_id from entity_identifiers order by scheme, number`;
  const pick = <T>(from: readonly T[], at: number) => from[at % from.length] as T;
  const [from, number] = [pick(siteIds, asked.a), pick(numbers, asked.a)];
  const keep = (result: { ok: boolean; lineageId?: number }, isOfEntities = false) => {
    if (!result.ok || !result.lineageId) return null;
    if (isOfEntities) ofEntities.add(result.lineageId);
    return result.lineageId;
  };
  if (asked.act === "merge-sites") {
    return keep(await mergeTwoSites(db, admin, { from, into: pick(siteIds, asked.b), reason }));
  }
  if (asked.act === "move-site") {
    const to = pick(siteIds, asked.b);
    return keep(await moveSite(db, admin, { from, to, on: "2025-05-01", reason }));
  }
  if (asked.act === "merge-entities") {
    const into = pick(numbers, asked.b);
    return keep(await mergeEntities(db, platform, { from: number, into, reason }), true);
  }
  if (asked.act === "split-site") {
    return keep(await splitSite(db, admin, { from, part: part("Part"), reason }));
  }
  if (asked.act === "split-entity") {
    const sites = await db<{ publicId: string }[]>`
      select distinct public_id from sites s join site_operators o on o.site_id = s.id
      where o.entity_id = ${number.entityId} limit 1`;
    const chosen = { numbers: [number], sites: sites.map(({ publicId }) => publicId), reason };
    return keep(await splitEntity(db, platform, chosen), true);
  }
  // Any act may be asked to be undone; only one that nothing came after is.
  const lineageId = acts[asked.a % Math.max(acts.length, 1)];
  if (lineageId === undefined) return null;
  const undone = await undoLineage(db, one(lineageId), { lineageId, reason });
  if (undone.ok) acts.splice(acts.indexOf(lineageId), 1);
  return null;
}
