import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit, withdrawVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { enrol } from "@/tests/support/people";
import { GREEN, LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

test("a withdrawn visit gives way to the result before it", async () => {
  const { db, inspector, reviewer, submit, shown, expectRebuildToAgree } = await visitTown();
  const { id } = await submit(GREEN());
  expect(await withdrawVisit(db, inspector, { id, reason: "wrong shop" }, NOW)).toMatchObject({
    reason: "forbidden",
  });
  expect(await withdrawVisit(db, reviewer, { id, reason: "wrong shop" }, NOW)).toEqual({
    ok: true,
  });
  expect(await shown()).toMatchObject({ standing: "yellow", day: "2025-05-05" });
  await expectRebuildToAgree();
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
  expect(await withdrawVisit(db, reviewer, wish, LATER(3))).toMatchObject({
    reason: "own-confirmation",
  });
  const another = await enrol(db, [{ role: "reviewer", at: "testham" }]);
  expect(await withdrawVisit(db, another, wish, LATER(3))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-03" });
  const [old] = await db`select state from visits where id = ${of}`;
  expect(old?.state).toBe("published");
  await expectRebuildToAgree();
});
