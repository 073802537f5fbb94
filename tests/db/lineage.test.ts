import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { mergeEntities } from "@/db/commands/lineage/merge-entities";
import { mergeTwoSites } from "@/db/commands/lineage/merge-sites";
import { splitEntity } from "@/db/commands/lineage/split-entity";
import { undoLineage } from "@/db/commands/lineage/undo-lineage";
import { done, idOf, openLineageTown, reason } from "@/tests/support/lineage-town";
import { enrol } from "@/tests/support/people";

let db: Db;
let admin: Actor;
let platform: Actor;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, admin, platform, close } = await openLineageTown());
});
afterAll(() => close());

test("who only refers to a site or an entity keeps no merger waiting", async () => {
  const [from, into] = [await idOf(db, "1"), await idOf(db, "2")];
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
  const [from, into] = [await idOf(db, "1"), await idOf(db, "2")];
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
