import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
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
import { dumpReadModels } from "@/tests/support/dump";
import { giveTaxStanding, makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { lineageRecords } from "@/tests/support/lineage-records";
import { openLineageTown, part, reason } from "@/tests/support/lineage-town";
import { authorityId } from "@/tests/support/people";
import { newEntry } from "@/tests/support/register-entries";

let db: Db;
let admin: Actor;
let platform: Actor;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, admin, platform, close } = await openLineageTown());
  await addCompanies();
});
afterAll(() => close());

/** What mergers meet besides: a tax standing, a register entry, a number of unknown form. */
async function addCompanies(): Promise<void> {
  const rated = await makeEntity(db, { number: "19000011" });
  await giveTaxStanding(db, rated, { standing: "green", outcome: "green", asOf: "2026-01-01" });
  const recalled = { scheme: "ee-regcode", number: "19000052" };
  const ids = [
    rated,
    await makeEntity(db, { number: recalled.number }),
    await makeEntity(db, { number: "19000060", legalForm: null }),
  ];
  await publishTheseEntities(db, ids);
  const entry = newEntry(await authorityId(db, "testham"), { entity: recalled });
  expect(await recordEntry(db, admin, entry)).toMatchObject({ ok: true });
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
      const before = await lineageRecords(db);
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
      expect(await lineageRecords(db)).toEqual(before);
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
