import { expect, test } from "vitest";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { GREEN, LATER, RED, visitTown } from "@/tests/support/visit-town";

test("of two visits of a day the later hour holds, whichever was confirmed last", async () => {
  const { db, reviewer, submit, shown, expectRebuildToAgree } = await visitTown();
  const morning = await submit({ ...RED(), timeIn: "08:00", timeOut: "09:00" });
  await submit({ ...GREEN(), kind: "requested", timeIn: "14:00", timeOut: "15:00" });
  await confirmVisit(db, reviewer, { id: morning.id }, LATER(6));
  expect(await shown()).toMatchObject({ standing: "green" });
  await expectRebuildToAgree();
});

test("an older visit that still waits hides no newer result", async () => {
  const { inspector, submit, shown } = await visitTown();
  await submit(RED());
  const later = { ...GREEN(), kind: "requested" as const, visitedOn: "2026-03-10" };
  await submit(later, inspector, new Date("2026-03-10T12:00:00Z"));
  expect(await shown()).toMatchObject({ standing: "green", day: "2026-03-10" });
});
