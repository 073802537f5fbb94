import { expect, test } from "vitest";
import type { VisitDraft } from "@/core/visit-draft";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { askWithdrawal, confirmWithdrawal } from "@/db/commands/visits/withdraw-result";
import { findVisitReport } from "@/db/queries/find-visit-report";
import { GREEN, LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

test("a follow-up asks for what was left open, closes its task and is rated by the same rule", async () => {
  const { db, inspector, reviewer, begin, submit, shown } = await visitTown();
  const { id } = await submit(RED());
  await confirmVisit(db, reviewer, { id }, NOW);
  const follow = await begin(inspector, "follow-up");
  const [draft] = await db<
    { document: VisitDraft }[]
  >`select document from visits where id = ${follow}`;
  const document = draft?.document as VisitDraft;
  expect(Object.keys(document.items)).toHaveLength(55);
  expect(document.items["22"]).toBeUndefined();
  const done = { ...GREEN(), kind: "follow-up" as const, visitedOn: "2026-03-05" };
  expect(
    await submitVisit(db, inspector, { id: follow, document: done, revision: 1 }, LATER(48)),
  ).toEqual({
    ok: true,
    state: "published",
  });
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-05" });
  const [open] = await db`select count(*) from tasks where done_at is null`;
  expect(open?.count).toBe(0);
});

test("a follow-up leaves a complaint open, and what a withdrawn visit had done is open again", async () => {
  const { db, inspector, reviewer, submit } = await visitTown();
  await db`
    insert into tasks (site_id, domain, authority_id, reason, due_on, created_at)
    select l.site_id, 'food', l.authority_id, 'complaint', '2026-03-10', ${NOW} from listings l`;
  const open = async () =>
    (await db`select from tasks where done_at is null and reason = 'complaint'`).count;
  await submit({ ...GREEN(), kind: "follow-up" });
  expect(await open()).toBe(1);
  const { id } = await submit({ ...GREEN(), kind: "complaint" }, inspector, LATER(1));
  expect(await open()).toBe(0);
  await askWithdrawal(db, inspector, { id, reason: "wrong shop" }, LATER(2));
  await confirmWithdrawal(db, reviewer, { id }, LATER(2));
  expect(await open()).toBe(1);
});

test("a report names the follow-up of its own visit, and no later visit's", async () => {
  const { db, inspector, reviewer, submit } = await visitTown();
  const followUpOf = async (id: string) => {
    const report = await findVisitReport(db, id, { base: "https://board.example", locale: "en" });
    return report?.followUpOn;
  };
  const green = await submit(GREEN());
  expect(await followUpOf(green.id)).toBeNull();
  const complaint = { ...RED(), kind: "complaint" as const };
  const first = await submit(complaint, inspector, LATER(1));
  await confirmVisit(db, reviewer, { id: first.id }, LATER(2));
  const own = await followUpOf(first.id);
  expect(own).toEqual(expect.any(String));
  expect(await followUpOf(green.id)).toBeNull();
  const later = await submit({ ...complaint, visitedOn: "2026-03-04" }, inspector, LATER(24));
  await confirmVisit(db, reviewer, { id: later.id }, LATER(25));
  expect(await followUpOf(first.id)).toBe(own);
  expect(await followUpOf(later.id)).not.toBe(own);
});
