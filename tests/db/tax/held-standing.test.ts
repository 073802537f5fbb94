import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { decideTaxBatch } from "@/db/commands/tax/decide-tax-batch";
import { editTaxStanding } from "@/db/commands/tax/edit-tax-standing";
import { findHeldStanding } from "@/db/queries/find-held-standing";
import { listTaxTurns } from "@/db/queries/list-tax-turns";
import { createDatabase } from "@/tests/support/database";
import { enrol } from "@/tests/support/people";
import {
  caseOf,
  deliverText,
  feedCsv,
  feedRow,
  IN_ARREARS,
  makeTaxAuthority,
  registerCode,
} from "@/tests/support/tax-feed";

let db: Db;
let drop: () => Promise<void>;
let authority: number;
let batchId: string;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 2 });
  authority = await makeTaxAuthority(db, "tax-board");
  await makeTaxAuthority(db, "elsewhere");
  await deliverText(db, authority, feedCsv([1, 2, 3, 4].map((n) => feedRow(n))));
  const red = { ...IN_ARREARS, as_of: "2026-02-01" };
  const held = await deliverText(db, authority, feedCsv([feedRow(1, red), feedRow(2, red)]));
  if (!held.ok || held.state !== "held") throw new Error(JSON.stringify(held));
  batchId = held.id;
});
afterAll(async () => {
  await db.end();
  await drop();
});

test("what a held delivery says of a case is told to its officers until it is decided", async () => {
  const officer = await enrol(db, [{ role: "tax-officer", at: "tax-board" }]);
  const { entityId } = await caseOf(db, 1);
  expect(await findHeldStanding(db, officer, entityId)).toMatchObject({
    ...{ batchId, standing: "red", rule: "arrears", asOf: "2026-02-01" },
    ...{ scheme: "placard-tax@1", inputs: { undisputedArrears: 8123.45 }, isOvertaken: false },
  });
  const { entityId: other } = await caseOf(db, 3);
  expect(await findHeldStanding(db, officer, other)).toBeNull();
  const stranger = await enrol(db, [{ role: "tax-officer", at: "elsewhere" }]);
  expect(await findHeldStanding(db, stranger, entityId)).toBeNull();
  const traces = await db`
    select user_id, allowed, count(*)::int as looks from access_log
    where subject = ${`tax-batch:${batchId}`} group by 1, 2 order by 2`;
  expect(traces).toEqual([
    { userId: stranger.userId, allowed: false, looks: 1 },
    { userId: officer.userId, allowed: true, looks: 1 },
  ]);
  await decideTaxBatch(db, officer, { id: batchId, released: true, reason: null });
  expect(await findHeldStanding(db, officer, entityId)).toBeNull();
});

test("what an officer has put right since is said to be left out, and is no entity that would turn", async () => {
  const red = { ...IN_ARREARS, as_of: "2026-02-03" };
  const held = await deliverText(db, authority, feedCsv([feedRow(3, red), feedRow(4, red)]));
  if (!held.ok || held.state !== "held") throw new Error(JSON.stringify(held));
  const officer = await enrol(db, [{ role: "tax-officer", at: "tax-board" }]);
  const seen = await caseOf(db, 3);
  const cells = { undisputedArrears: "0", disputedArrears: "0", planActive: "false" };
  const edit = { asOf: "2026-02-02", legalBasis: "TKS § 27", grounds: "Paid" };
  const edited = await editTaxStanding(
    db,
    officer,
    { ...seen, cells: { ...cells, overdueReturns: "0" }, ...edit },
    "2026-02-05",
  );
  expect(edited).toEqual({ ok: true });
  expect(await findHeldStanding(db, officer, seen.entityId)).toMatchObject({ isOvertaken: true });
  const turns = await listTaxTurns(db, { id: held.id, state: "held" }, { move: null, after: 0 });
  expect(turns.items.map(({ number }) => number)).toEqual([registerCode(4)]);
});
