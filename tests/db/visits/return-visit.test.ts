import { expect, test } from "vitest";
import { confirmVisit, returnVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { GREEN, LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

test("a returned visit goes back with its reason and keeps the listing without a colour", async () => {
  const { db, inspector, reviewer, submit, shown } = await visitTown();
  const { id } = await submit(RED());
  expect(await returnVisit(db, reviewer, { id, reason: "Which fridge?" }, NOW)).toEqual({
    ok: true,
  });
  expect(await shown()).toMatchObject({ standing: "pending" });
  const [step] = await db`select reason from visit_steps order by id desc limit 1`;
  expect(step?.reason).toBe("Which fridge?");
  // What was found once is not made green by one person alone.
  const again = { id, document: GREEN(), revision: 3 };
  expect(await submitVisit(db, inspector, again, LATER(1))).toEqual({
    ok: true,
    state: "awaiting",
  });
  expect(await confirmVisit(db, reviewer, { id }, LATER(2))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "green" });
});
