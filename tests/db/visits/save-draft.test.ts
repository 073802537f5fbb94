import { expect, test } from "vitest";
import { saveDraft } from "@/db/commands/visits/save-draft";
import { GREEN, NOW, visitTown } from "@/tests/support/visit-town";

test("what another device has saved is not written over", async () => {
  const { db, inspector, begin } = await visitTown();
  const id = await begin();
  const save = (revision: number) =>
    saveDraft(db, inspector, { id, document: GREEN(), revision }, NOW);
  expect(await save(1)).toEqual({ ok: true, revision: 2 });
  expect(await save(1)).toEqual({ ok: false, reason: "saved-elsewhere", revision: 2 });
});
