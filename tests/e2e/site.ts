import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { connect } from "@/db/client";
import { migrate } from "@/db/migrate";
import { build } from "@/server/bootstrap.mjs";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { seedDemo } from "@/server/seed-demo";
import { HOSTILE_TOWN } from "@/tests/e2e/hostile-town";
import { ensureBrowser } from "@/tests/support/browser.mjs";
import { load } from "@/tests/support/rows";

declare module "vitest" {
  interface ProvidedContext {
    siteUrl: string;
    browserPath: string;
  }
}

/** The built site as `npm start` runs it, on a database with the demo's data and a hostile town. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const folder = await mkdtemp(path.join(tmpdir(), "placard-e2e-"));
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(folder, "data"),
    fsync: false,
  });
  await migrate(postgres.url);
  const db = connect(postgres.url, { max: 2 });
  await seedDemo(db, new Date(), () => {});
  const hostile = await load(db, "2026-01-10", HOSTILE_TOWN);
  if (hostile.state !== "applied") throw new Error(hostile.reason ?? hostile.state);
  await db.end();
  // Vitest has a BASE_URL of its own.
  const { BASE_URL: _, ...inherited } = process.env;
  const server = spawn(process.execPath, ["--import", "tsx", "server/start.ts"], {
    env: { ...inherited, NODE_ENV: "production", DATABASE_URL: postgres.url, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  project.provide("siteUrl", await readUrl(server));
  project.provide("browserPath", ensureBrowser());
  return async () => {
    server.kill("SIGTERM");
    await once(server, "exit");
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function readUrl(server: ChildProcess): Promise<string> {
  let said = "";
  for await (const chunk of server.stdout ?? []) {
    said += chunk;
    const url = /ready: (\S+)/.exec(said)?.[1];
    if (url) return url;
  }
  throw new Error(`The server did not start: ${said}`);
}
