import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { attendWithdrawals, type WithdrawalNews } from "@/db/commands/visits/attend-withdrawals";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit, returnVisit, withdrawVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import {
  askWithdrawal,
  confirmWithdrawal,
  refuseWithdrawal,
  takeBackWithdrawal,
} from "@/db/commands/visits/withdraw-result";
import { findVisit } from "@/db/queries/find-visit";
import { listOpenWithdrawals } from "@/db/queries/list-open-withdrawals";
import { enrol } from "@/tests/support/people";
import { GREEN, LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

const REASON = "wrong shop";

test("a public result stands until another person agrees to withdraw it, then gives way to the one before", async () => {
  const { db, inspector, reviewer, submit, shown, expectRebuildToAgree } = await visitTown();
  const { id } = await submit(GREEN());
  expect(await askWithdrawal(db, inspector, { id, reason: REASON }, NOW)).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "green" });
  expect(await listOpenWithdrawals(db, reviewer)).toMatchObject([{ id, reason: REASON }]);
  expect(await findVisit(db, reviewer, id)).toMatchObject({
    withdrawal: { askedBy: inspector.userId, reason: REASON },
  });
  expect(await confirmWithdrawal(db, inspector, { id }, LATER(1))).toMatchObject({
    reason: "forbidden",
  });
  const results = await Promise.all([
    confirmWithdrawal(db, reviewer, { id }, LATER(1)),
    confirmWithdrawal(db, reviewer, { id }, LATER(1)),
  ]);
  expect(results).toEqual([{ ok: true }, { ok: true }]);
  expect(await shown()).toMatchObject({ standing: "yellow", day: "2025-05-05" });
  expect(await listOpenWithdrawals(db, reviewer)).toEqual([]);
  const visit = await findVisit(db, reviewer, id);
  expect(visit?.steps.map(({ name }) => name)).toEqual([
    "draft",
    "submitted",
    "published",
    "withdrawal-asked",
    "withdrawn",
  ]);
  expect(visit?.steps.at(-1)?.reason).toBe(REASON);
  await expectRebuildToAgree();
});

test("nobody withdraws a public result alone, nor decides about a visit of their own", async () => {
  const { db, reviewer, submit, shown } = await visitTown();
  const both = await enrol(db, [
    { role: "inspector", at: "testham" },
    { role: "reviewer", at: "testham" },
  ]);
  const { id } = await submit(GREEN(), both);
  expect(await withdrawVisit(db, reviewer, { id, reason: REASON }, NOW)).toEqual({
    ok: false,
    reason: "two-people",
  });
  expect(await confirmWithdrawal(db, reviewer, { id }, NOW)).toMatchObject({ reason: "not-asked" });
  expect(await askWithdrawal(db, reviewer, { id, reason: REASON }, NOW)).toEqual({ ok: true });
  expect(await askWithdrawal(db, both, { id, reason: REASON }, NOW)).toMatchObject({
    reason: "asked-already",
  });
  expect(await confirmWithdrawal(db, reviewer, { id }, NOW)).toMatchObject({
    reason: "own-request",
  });
  expect(await confirmWithdrawal(db, both, { id }, NOW)).toMatchObject({ reason: "own-visit" });
  expect(await shown()).toMatchObject({ standing: "green" });
});

test("what is refused stands with the reason on record, and may be asked for anew", async () => {
  const { db, inspector, reviewer, submit, shown } = await visitTown();
  const { id } = await submit(GREEN());
  await askWithdrawal(db, inspector, { id, reason: REASON }, NOW);
  const answer = { id, reason: "It is the right one" };
  expect(await refuseWithdrawal(db, reviewer, answer, LATER(1))).toEqual({ ok: true });
  expect(await confirmWithdrawal(db, reviewer, { id }, LATER(2))).toMatchObject({
    reason: "not-asked",
  });
  const visit = await findVisit(db, reviewer, id);
  expect(visit?.steps.slice(-2)).toMatchObject([
    { name: "withdrawal-asked", reason: REASON },
    { name: "withdrawal-refused", reason: answer.reason },
  ]);
  expect(await askWithdrawal(db, inspector, { id, reason: "See map" }, LATER(3))).toEqual({
    ok: true,
  });
  expect(await shown()).toMatchObject({ standing: "green" });
});

test("who may decide is told of a request at once, and again with the admins where nobody does", async () => {
  const { db, inspector, submit } = await visitTown();
  await enrol(db, [{ role: "authority-admin", at: "testham" }]);
  const { id } = await submit(GREEN());
  await askWithdrawal(db, inspector, { id, reason: REASON }, NOW);
  const told: WithdrawalNews[] = [];
  const tell = async (_: unknown, news: WithdrawalNews) => void told.push(news);
  expect(await attendWithdrawals(db, NOW, tell)).toBe(1);
  expect(await attendWithdrawals(db, LATER(23), tell)).toBe(0);
  expect(await attendWithdrawals(db, LATER(24), tell)).toBe(1);
  expect(await attendWithdrawals(db, LATER(48), tell)).toBe(0);
  expect(told.map(({ kind, reason, recipients }) => [kind, reason, recipients.length])).toEqual([
    ["withdrawalAsked", REASON, 1],
    ["withdrawalWaits", REASON, 2],
  ]);
});

test("whoever asked may take it back, and nobody else", async () => {
  const { db, inspector, reviewer, submit, shown } = await visitTown();
  const { id } = await submit(GREEN());
  await askWithdrawal(db, inspector, { id, reason: REASON }, NOW);
  expect(await takeBackWithdrawal(db, reviewer, { id }, LATER(1))).toMatchObject({
    reason: "forbidden",
  });
  expect(await takeBackWithdrawal(db, inspector, { id }, LATER(1))).toEqual({ ok: true });
  expect(await takeBackWithdrawal(db, inspector, { id }, LATER(1))).toMatchObject({
    reason: "not-asked",
  });
  expect(await confirmWithdrawal(db, reviewer, { id }, LATER(2))).toMatchObject({
    reason: "not-asked",
  });
  const visit = await findVisit(db, reviewer, id);
  expect(visit?.steps.at(-1)).toMatchObject({ name: "withdrawal-recalled" });
  expect(await shown()).toMatchObject({ standing: "green" });
});

test("a request ends with the result that it is about: its correction is not withdrawn by it", async () => {
  const { db, inspector, reviewer, submit, shown } = await visitTown();
  const { id: of } = await submit(GREEN());
  const id = randomUUID();
  await correctVisit(db, inspector, { id, of, reason: "wrong item" }, NOW);
  await submitVisit(db, inspector, { id, document: RED(), revision: 1 }, LATER(1));
  await askWithdrawal(db, reviewer, { id: of, reason: REASON }, LATER(1));
  await confirmVisit(db, reviewer, { id }, LATER(2));
  expect(await findVisit(db, reviewer, of)).toMatchObject({ withdrawal: null });
  expect((await findVisit(db, reviewer, of))?.steps.map(({ name }) => name)).toContain(
    "withdrawal-ended",
  );
  expect(await attendWithdrawals(db, LATER(48), async () => {})).toBe(0);
  const wish = { id, reason: "it was right before" };
  const another = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  await askWithdrawal(db, reviewer, wish, LATER(3));
  await confirmWithdrawal(db, another, wish, LATER(4));
  expect(await confirmWithdrawal(db, another, { id: of }, LATER(5))).toMatchObject({
    reason: "not-asked",
  });
  expect(await shown()).toMatchObject({ standing: "green" });
});

test("the database withdraws no public result for one person, and edits no decision", async () => {
  const { db, inspector, reviewer, submit } = await visitTown();
  const { id } = await submit(GREEN());
  const withdraw = () => db`update visits set state = 'withdrawn' where id = ${id}`;
  const decide = (who: string) =>
    db`update withdrawals set decided_by = ${who}, decided_at = now(), confirmed = true`;
  await expect(withdraw()).rejects.toThrow("by two people");
  await askWithdrawal(db, reviewer, { id, reason: REASON }, NOW);
  await expect(withdraw()).rejects.toThrow("by two people");
  await expect(decide(reviewer.userId)).rejects.toThrow("withdrawals_second_person");
  await expect(decide(inspector.userId)).rejects.toThrow("a visit of their own");
  await expect(db`update withdrawals set reason = 'other'`).rejects.toThrow("never edited");
  const another = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  await refuseWithdrawal(db, another, { id, reason: "No" }, LATER(1));
  await expect(db`update withdrawals set confirmed = true`).rejects.toThrow("never edited");
  await expect(db`delete from withdrawals`).rejects.toThrow("never removed");
  await expect(withdraw()).rejects.toThrow("by two people");
});

test("what only waits is taken back by a second person alone", async () => {
  const { db, reviewer, submit, shown } = await visitTown();
  const { id } = await submit(RED());
  await returnVisit(db, reviewer, { id, reason: "Which fridge?" }, LATER(1));
  expect(await withdrawVisit(db, reviewer, { id, reason: REASON }, LATER(30))).toEqual({
    ok: true,
  });
  expect(await shown()).toMatchObject({ standing: "yellow", day: "2025-05-05" });
});

test("a correction that is withdrawn gives way to what it corrected", async () => {
  const { db, inspector, reviewer, submit, shown, expectRebuildToAgree } = await visitTown();
  const { id: of } = await submit(GREEN());
  const begun = await correctVisit(
    db,
    inspector,
    { id: randomUUID(), of, reason: "wrong item" },
    NOW,
  );
  if (!begun.ok) throw new Error(begun.reason);
  const red = { id: begun.id, document: { ...RED(), kind: "routine" as const }, revision: 1 };
  await submitVisit(db, inspector, red, LATER(1));
  await confirmVisit(db, reviewer, { id: begun.id }, LATER(2));
  expect(await shown()).toMatchObject({ standing: "red" });
  const wish = { id: begun.id, reason: "it was right before" };
  expect(await askWithdrawal(db, reviewer, wish, LATER(3))).toEqual({ ok: true });
  const another = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  expect(await confirmWithdrawal(db, another, wish, LATER(4))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-03" });
  const [old] = await db`select state from visits where id = ${of}`;
  expect(old?.state).toBe("published");
  await expectRebuildToAgree();
});
