import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { startVisit } from "@/db/commands/visits/start-visit";
import { enrol } from "@/tests/support/people";
import { GREEN, NOW, visitTown } from "@/tests/support/visit-town";

test("a third routine visit running by one inspector needs a reason", async () => {
  const { db, inspector, place, submit } = await visitTown();
  await submit(GREEN());
  await submit(GREEN());
  const wish = { id: randomUUID(), site: place, domain: "food", kind: "routine" } as const;
  const start = (rotationReason: string | null) =>
    startVisit(db, inspector, { ...wish, rotationReason }, NOW);
  expect(await start(null)).toEqual({ ok: false, reason: "rotation" });
  expect(await start("the only inspector")).toMatchObject({ ok: true });
});

test("a number that belongs to another visit is refused in words", async () => {
  const { db, place, begin } = await visitTown();
  const id = await begin();
  const other = await enrol(db, [{ role: "inspector", at: "testham" }]);
  const wish = {
    id,
    site: place,
    domain: "food",
    kind: "complaint",
    rotationReason: null,
  } as const;
  expect(await startVisit(db, other, wish, NOW)).toEqual({ ok: false, reason: "taken" });
});
