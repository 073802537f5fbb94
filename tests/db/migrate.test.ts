import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { connect } from "@/db/client";
import { registerSchemes } from "@/db/commands/register-schemes";
import { migrate } from "@/db/migrate";
import journal from "@/db/migrations/meta/_journal.json" with { type: "json" };
import { createDatabase } from "@/tests/support/database";

test("migrating an empty database twice and by four at once gives one schema", async () => {
  const name = `empty_${process.pid}`;
  const clusterUrl = inject("clusterUrl");
  const admin = postgres(clusterUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const url = clusterUrl.replace(/[^/]*$/, name);
  await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)]);
  await migrate(url);
  const db = connect(url, { max: 1 });
  const [schemes] = await db`select count(*) from schemes`;
  const [steps] = await db`select count(*) from drizzle.__drizzle_migrations`;
  expect(schemes?.count).toBeGreaterThan(6);
  expect(steps?.count).toBe(journal.entries.length);
  await db.end();
  await admin.unsafe(`drop database ${name}`);
  await admin.end();
});

test("a scheme version in use cannot be changed behind its name", async () => {
  const { url, drop } = await createDatabase();
  const db = connect(url, { max: 1 });
  await db`update schemes set hash = 'other' where id = 'uk-fhrs'`;
  await expect(registerSchemes(db)).rejects.toThrow("uk-fhrs@2018-11 differs");
  await db.end();
  await drop();
});
