import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { attendVisits } from "@/db/commands/visits/attend-visits";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { startVisit } from "@/db/commands/visits/start-visit";
import { readPinnedScheme } from "@/db/queries/list-schemes";
import { filledDraft } from "@/tests/support/filled-draft";
import { enrol } from "@/tests/support/people";
import { load, site, snapshot } from "@/tests/support/rows";
import { LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

test("a red visit shows pending until another person confirms it", async () => {
  const { db, inspector, reviewer, submit, shown, expectRebuildToAgree } = await visitTown();
  const { id, result } = await submit(RED());
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await shown()).toMatchObject({ standing: "pending", outcome: null, day: "2026-03-03" });
  expect(await confirmVisit(db, inspector, { id }, NOW)).toEqual({
    ok: false,
    reason: "forbidden",
  });
  expect(await confirmVisit(db, reviewer, { id }, NOW)).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "red", outcome: "red" });
  const [task] = await db`select reason, due_on, open_items from tasks`;
  expect({ ...task }).toEqual({ reason: "follow-up", dueOn: "2026-03-03", openItems: ["22"] });
  await expectRebuildToAgree();
});

test("nobody confirms a visit of their own, not even past the command", async () => {
  const { db, submit } = await visitTown();
  const both = await enrol(db, [
    { role: "inspector", at: "testham" },
    { role: "reviewer", at: "testham" },
  ]);
  const { id } = await submit(RED(), both);
  expect(await confirmVisit(db, both, { id }, NOW)).toEqual({ ok: false, reason: "own-visit" });
  await expect(
    db`update visits set confirmed_by = inspector_id, confirmed_at = now() where id = ${id}`,
  ).rejects.toThrow("visits_second_person");
  await expect(db`update visits set state = 'published' where id = ${id}`).rejects.toThrow(
    "visits_need_second_person",
  );
});

test("two reviewers at once have one effect", async () => {
  const { db, reviewer, submit } = await visitTown();
  const second = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  const { id } = await submit(RED());
  const results = await Promise.all([
    confirmVisit(db, reviewer, { id }, NOW),
    confirmVisit(db, second, { id }, NOW),
  ]);
  expect(results).toEqual([{ ok: true }, { ok: true }]);
  const [count] = await db`select count(*) from ratings where visit_key is not null`;
  expect(count?.count).toBe(1);
});

test("officials of another town, and roles that ended, can do nothing, and it is written down", async () => {
  const { db, reviewer, place, submit } = await visitTown();
  await load(db, "2026-01-31", [snapshot({ town: "Otherton" }), site("9")]);
  const stranger = await enrol(db, [
    { role: "inspector", at: "otherton" },
    { role: "reviewer", at: "otherton" },
  ]);
  const { id } = await submit(RED());
  const wish = { id: randomUUID(), site: place, domain: "food", kind: "routine" } as const;
  expect(await startVisit(db, stranger, { ...wish, rotationReason: null }, NOW)).toMatchObject({
    reason: "forbidden",
  });
  expect(await confirmVisit(db, stranger, { id }, NOW)).toMatchObject({ reason: "forbidden" });
  await db`update memberships set ended_at = now() where user_id = ${reviewer.userId}`;
  expect(await confirmVisit(db, reviewer, { id }, NOW)).toMatchObject({ reason: "forbidden" });
  const [refused] = await db`select count(*) from access_log where not allowed`;
  expect(refused?.count).toBe(3);
});

test("a declared conflict blocks both inspecting and judging", async () => {
  const { db, inspector, reviewer, place, submit } = await visitTown();
  const { id } = await submit(RED());
  for (const { userId } of [inspector, reviewer]) {
    await db`
      insert into conflicts (user_id, site_id, reason)
      select ${userId}, id, 'owned by family' from sites`;
  }
  expect(await confirmVisit(db, reviewer, { id }, NOW)).toMatchObject({ reason: "conflict" });
  const wish = { id: randomUUID(), site: place, domain: "food", kind: "routine" } as const;
  expect(await startVisit(db, inspector, { ...wish, rotationReason: null }, NOW)).toMatchObject({
    reason: "conflict",
  });
});

test("a confirmed result of a scheme with a delay waits for its day like any other", async () => {
  const { db, reviewer, submit, shown } = await visitTown();
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'uk-fhrs', '2018-11', '2026-03-01' from authorities`;
  const fhrs = await readPinnedScheme(db, { schemeId: "uk-fhrs", schemeVersion: "2018-11" });
  const worst = { hygiene: 25, structural: 20, confidence: 30 };
  const { id } = await submit(filledDraft(fhrs, { inputs: worst }));
  expect(await confirmVisit(db, reviewer, { id }, LATER(1))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "pending" });
  const tell = async () => {};
  await attendVisits(db, new Date("2026-03-31T00:00:00Z"), tell);
  expect(await shown()).toMatchObject({ standing: "red", outcome: "0" });
  const [task] = await db`select due_on from tasks`;
  expect(task?.dueOn).toBe("2026-03-17");
});
