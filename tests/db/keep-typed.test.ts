import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { findTyped, keepTyped } from "@/db/commands/keep-typed";
import { createDatabase } from "@/tests/support/database";

let db: Db;
let drop: () => Promise<void>;
const FORM = { action: "/office/tax/cases", fields: { undisputedArrears: "8123.45" } };

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 1 });
});
afterAll(async () => {
  await db.end();
  await drop();
});

test("what was typed comes back to who typed it, without the number of a person", async () => {
  const fields = { grounds: "Owner 37605030299", kind: "recall" };
  const key = await keepTyped(db, "anna", { action: "/office/registers", fields });
  expect(await findTyped(db, "anna", key)).toEqual({
    action: "/office/registers",
    fields: { grounds: "Owner […]", kind: "recall" },
  });
  expect(await findTyped(db, "ben", key)).toBeNull();
});

test("what is kept is told neither by the table nor by a key of something else", async () => {
  const before = await keepTyped(db, "cleo", FORM);
  const key = await keepTyped(db, "cleo", FORM);
  const rows = await db<{ value: string }[]>`
    select value from verifications where identifier = 'typed:cleo'`;
  expect(rows).toHaveLength(1);
  const value = rows[0]?.value ?? "";
  const clear = `${value} ${Buffer.from(value, "base64url").toString("latin1")}`;
  expect(clear).not.toMatch(/8123|undisputedArrears|office/);
  expect(clear).not.toContain(key);
  for (const wrong of [before, "", "x", "A".repeat(43)]) {
    expect(await findTyped(db, "cleo", wrong)).toBeNull();
  }
  expect(await findTyped(db, "cleo", key)).toEqual(FORM);
});

test("a row laid under somebody else's name, or cut short, opens for nobody", async () => {
  const key = await keepTyped(db, "dora", FORM);
  await db`update verifications set identifier = 'typed:eve' where identifier = 'typed:dora'`;
  expect(await findTyped(db, "eve", key)).toBeNull();
  await db`update verifications set identifier = 'typed:dora', value = left(value, 20)
    where identifier = 'typed:eve'`;
  expect(await findTyped(db, "dora", key)).toBeNull();
});
