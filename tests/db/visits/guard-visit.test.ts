import { expect, test } from "vitest";
import { GREEN, visitTown } from "@/tests/support/visit-town";

test("the database refuses a step that visits do not take, and edits of what was submitted", async () => {
  const { db, submit } = await visitTown();
  const { id } = await submit(GREEN());
  await expect(db`update visits set state = 'draft' where id = ${id}`).rejects.toThrow(
    "does not go",
  );
  await expect(
    db`update visits set document = document || '{"remarks": "x"}' where id = ${id}`,
  ).rejects.toThrow("never edited");
  await expect(db`delete from visits`).rejects.toThrow("never removed");
  await expect(db`delete from visit_steps`).rejects.toThrow("append-only");
});
