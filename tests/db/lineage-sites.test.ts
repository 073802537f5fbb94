import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/core/permissions";
import type { Db } from "@/db/client";
import { mergeTwoSites } from "@/db/commands/lineage/merge-sites";
import { moveSite } from "@/db/commands/lineage/move-site";
import { splitSite } from "@/db/commands/lineage/split-site";
import { undoLineage } from "@/db/commands/lineage/undo-lineage";
import { rebuild } from "@/db/commands/publish";
import { findSite } from "@/db/queries/find-site";
import { dumpReadModels } from "@/tests/support/dump";
import { done, idOf, openLineageTown, part, reason, TOWN } from "@/tests/support/lineage-town";
import { load } from "@/tests/support/rows";

let db: Db;
let admin: Actor;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, admin, close } = await openLineageTown());
});
afterAll(() => close());

test("a merged site leads to the other, whose page shows the visits of both", async () => {
  const [from, into] = [await idOf(db, "1"), await idOf(db, "2")];
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
  const [from, to] = [await idOf(db, "3"), await idOf(db, "4")];
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
  const from = await idOf(db, "5");
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
