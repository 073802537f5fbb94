import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { build } from "@/server/bootstrap.mjs";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { removeEmbeddedPostgres } from "@/server/embedded-postgres-remove";
import { seedDemo } from "@/server/seed-demo";
import { HOSTILE_TOWN } from "@/tests/e2e/hostile-town";
import { ensureBrowser } from "@/tests/support/browser.mjs";
import { load } from "@/tests/support/rows";
import { startServer } from "@/tests/support/server";

declare module "vitest" {
  interface ProvidedContext {
    siteUrl: string;
    databaseUrl: string;
    browserPath: string;
  }
}

/** The built site as `npm start` runs it, on a database with the demo's data and a hostile town. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const browserPath = ensureBrowser();
  const folder = await mkdtemp(path.join(tmpdir(), "placard-e2e-"));
  const dataDir = path.join(folder, "data");
  const postgres = await startEmbeddedPostgres({ dataDir, fsync: false });
  const remove = async () => {
    await postgres.stop();
    await removeEmbeddedPostgres(dataDir);
    await rm(folder, { recursive: true });
  };
  try {
    await fill(postgres.url);
    const server = await startServer(postgres.url, {}, ["--demo"]);
    project.provide("siteUrl", server.url);
    project.provide("databaseUrl", postgres.url);
    project.provide("browserPath", browserPath);
    return async () => {
      await server.stop();
      await remove();
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fill(url: string): Promise<void> {
  await migrate(url);
  const db = connect(url, { max: 2 });
  try {
    await seedDemo(db, new Date(), () => {});
    const hostile = await load(db, "2026-01-10", HOSTILE_TOWN);
    if (hostile.state !== "applied") throw new Error(hostile.reason ?? hostile.state);
  } finally {
    await db.end();
  }
}
