import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "@/services/password";

test("a password fits its own hash and no other, however its letters are encoded", async () => {
  const hash = await hashPassword("caf\u00e9 in the old town");
  expect(await verifyPassword(hash, "cafe\u0301 in the old town")).toBe(true);
  expect(await verifyPassword(hash, "cafe in the old town")).toBe(false);
  expect(await hashPassword("caf\u00e9 in the old town")).not.toBe(hash);
});

test("a hash says what it cost, so that costs may grow", async () => {
  const hash = await hashPassword("four unrelated plain words");
  expect(hash).toMatch(/^scrypt\$15\$8\$3\$/);
  expect(await verifyPassword("something else", "four unrelated plain words")).toBe(false);
});
