import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { startVisit } from "@/db/commands/visits/start-visit";
import { enrol } from "@/tests/support/people";
import { load, site, snapshot } from "@/tests/support/rows";
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

test("a follow-up of a place that nobody has been to is refused, another kind is not", async () => {
  const { db, inspector, place } = await visitTown();
  await load(db, "2026-02-01", [snapshot(), site("1"), site("2")]);
  const [fresh] = await db<{ publicId: string }[]>`
    select public_id from listings where public_id <> ${place}`;
  const wish = { site: fresh?.publicId ?? "", domain: "food", rotationReason: null } as const;
  const start = (kind: "follow-up" | "complaint") =>
    startVisit(db, inspector, { ...wish, id: randomUUID(), kind }, NOW);
  expect(await start("follow-up")).toEqual({ ok: false, reason: "kind" });
  expect(await start("complaint")).toMatchObject({ ok: true });
});
