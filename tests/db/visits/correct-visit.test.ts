import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { VisitDraft } from "@/core/visit-draft";
import { correctVisit } from "@/db/commands/visits/correct-visit";
import { confirmVisit } from "@/db/commands/visits/decide-visit";
import { submitVisit } from "@/db/commands/visits/submit-visit";
import { filledDraft } from "@/tests/support/filled-draft";
import { ALAMEDA, GREEN, LATER, NOW, RED, visitTown } from "@/tests/support/visit-town";

test("a correction takes the place of what it corrects, and both stay on record", async () => {
  const { db, inspector, reviewer, submit, shown, expectRebuildToAgree } = await visitTown();
  const { id: of } = await submit(GREEN());
  const begun = await correctVisit(
    db,
    inspector,
    { id: randomUUID(), of, reason: "wrong item" },
    NOW,
  );
  if (!begun.ok) throw new Error(begun.reason);
  const [draft] = await db<{ document: VisitDraft }[]>`
    select document from visits where id = ${begun.id}`;
  expect(draft?.document).toEqual({
    ...GREEN(),
    signatures: { inspector: null, person: null },
  });
  const document = filledDraft(ALAMEDA, {
    out: { "22": { corrected: true }, "8": { corrected: true } },
  });
  const result = await submitVisit(
    db,
    inspector,
    { id: begun.id, document, revision: 1 },
    LATER(1),
  );
  expect(result).toEqual({ ok: true, state: "awaiting" });
  expect(await confirmVisit(db, reviewer, { id: begun.id }, LATER(2))).toEqual({ ok: true });
  expect(await shown()).toMatchObject({ standing: "yellow" });
  const rows = await db`
    select outcome, superseded_by is null as current from ratings
    where visit_key is not null order by id`;
  expect([...rows]).toEqual([
    { outcome: "green", current: false },
    { outcome: "yellow", current: true },
  ]);
  const [old] = await db`select state from visits where id = ${of}`;
  expect(old?.state).toBe("superseded");
  await expectRebuildToAgree();
});

test("a correction closes nothing before it is confirmed", async () => {
  const { db, inspector, submit, shown } = await visitTown();
  const { id: of } = await submit(GREEN());
  const begun = await correctVisit(db, inspector, { id: randomUUID(), of, reason: "sewage" }, NOW);
  if (!begun.ok) throw new Error(begun.reason);
  const document = { ...RED(), emergency: { grounds: "Sewage" } };
  const submission = { id: begun.id, document, revision: 1 };
  expect(await submitVisit(db, inspector, submission, LATER(1))).toMatchObject({
    state: "awaiting",
  });
  const [old] = await db`select state from visits where id = ${of}`;
  expect(old?.state).toBe("published");
  expect(await shown()).toMatchObject({ standing: "pending" });
});
