import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db } from "@/db/client";
import { giveTriesBack, giveTryBack, takeTry } from "@/db/commands/take-try";
import { createDatabase } from "@/tests/support/database";

const LIMIT = { max: 3, windowS: 60 };
const NOW = new Date("2026-03-01T12:00:00Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  db = connect(database.url, { max: 8 });
});
afterAll(async () => {
  await db?.end();
  await drop?.();
});

test("of many tries at once just as many go through as there are", async () => {
  for (let crowd = 0; crowd < 100; crowd++) {
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => takeTry(db, "account", `crowd ${crowd}`, LIMIT, NOW)),
    );
    expect(tries.filter(Boolean)).toHaveLength(LIMIT.max);
  }
});

test("trying on does not make the wait longer, and then all tries are back", async () => {
  for (let i = 0; i < 5; i++) await takeTry(db, "account", "patient", LIMIT, later(i * 10));
  expect(await takeTry(db, "account", "patient", LIMIT, later(59))).toBe(false);
  expect(await takeTry(db, "account", "patient", LIMIT, later(60))).toBe(true);
});

test("tries are counted apart by kind and by whom, and given back", async () => {
  for (let i = 0; i < 3; i++) await takeTry(db, "account", "a", LIMIT, NOW);
  expect(await takeTry(db, "account", "a", LIMIT, NOW)).toBe(false);
  expect(await takeTry(db, "account", "b", LIMIT, NOW)).toBe(true);
  expect(await takeTry(db, "address", "a", LIMIT, NOW)).toBe(true);
  await giveTriesBack(db, "account", "a");
  for (let i = 0; i < 10; i++) {
    expect(await takeTry(db, "account", "a", LIMIT, NOW)).toBe(true);
    await giveTryBack(db, "account", "a");
  }
});

test("whom it counts cannot be read from the table", async () => {
  await takeTry(db, "address", "192.0.2.7", LIMIT, NOW);
  const rows = await db`select * from rate_limits`;
  expect(JSON.stringify(rows)).not.toContain("192.0.2.7");
});
