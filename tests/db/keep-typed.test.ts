import { expect, test } from "vitest";
import { connect } from "@/db/client";
import { findTyped, keepTyped } from "@/db/commands/keep-typed";
import { createDatabase } from "@/tests/support/database";

test("what was typed comes back to who typed it, without the number of a person", async () => {
  const database = await createDatabase();
  const db = connect(database.url, { max: 1 });
  const fields = { grounds: "Owner 37605030299", kind: "recall" };
  await keepTyped(db, "anna", { action: "/office/registers", fields });
  expect(await findTyped(db, "anna")).toEqual({
    action: "/office/registers",
    fields: { grounds: "Owner […]", kind: "recall" },
  });
  expect(await findTyped(db, "ben")).toBeNull();
  await db.end();
  await database.drop();
});
