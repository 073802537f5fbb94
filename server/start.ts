import cluster from "node:cluster";
import { DEMO_PASSWORD } from "@/core/demo-password";
import { connect, database, officeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { prepareIdentity } from "@/server/auth-secret";
import { DEMO_ACCOUNTS } from "@/server/demo-data/officials";
import { type Environment, mailSettings, readEnvironment } from "@/server/environment";
import { fillDemo } from "@/server/fill-demo";
import { type Log, openLog } from "@/server/front/log";
import { startJobs } from "@/server/jobs/run-jobs";
import { openDatabase } from "@/server/open-database";
import { runProcesses } from "@/server/run-processes";
import { serve } from "@/server/serve";
import { baseUrl } from "@/services/base-url";

/** Starts the whole product: `start.ts [--dev] [--demo]`. */
const dev = process.argv.includes("--dev");
const demo = process.argv.includes("--demo");

/** A stop that takes longer is cut off: something does not answer, such as the database. */
const STOP_MAX_MS = 25_000;

interface Running {
  url: string;
  stop: () => Promise<void>;
}

try {
  // tsx switches them on: those of Next and of the pages fill a sixth of the memory, and keep the
  // garbage collector at work. Traces name file and function, or a place in a built chunk.
  if (!dev) process.setSourceMapsEnabled(false);
  const environment = readEnvironment();
  if (cluster.isPrimary) prepareIdentity(environment, { demo, invented: demo || dev });
  // Whoever tries it out wants to read the terminal.
  const quiet = (demo || dev) && !process.env.LOG_LEVEL;
  const log = openLog(quiet ? "warn" : environment.LOG_LEVEL);
  stopOnSignal(
    cluster.isPrimary ? await startAll(environment, log) : await startOne(environment, log),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** The database, brought up to date, and whatever answers from it. */
async function startAll(environment: Environment, log: Log): Promise<Running> {
  const postgres = await openDatabase(environment);
  await migrate(postgres.directUrl);
  if (demo) await prepareDemo(postgres.url);
  const site =
    environment.PROCESSES > 1 && !dev
      ? await runProcesses(environment.PROCESSES, log)
      : await startOne(environment, log);
  const jobs = await startJobs({
    url: postgres.directUrl,
    storageUrl: environment.STORAGE_URL,
    baseUrl: baseUrl(),
    mail: mailSettings(environment),
    log: (level, message, { error }) =>
      log[level === "warning" ? "warn" : level](error ? { err: error } : {}, message),
  });
  console.log(`\nPlacard is ready: ${site.url}`);
  if (demo) {
    console.log("  English  /en    中文  /zh    العربية  /ar");
    console.log(
      `\nOfficials and businesses sign in at /en/sign-in, all with the password "${DEMO_PASSWORD}":`,
    );
    for (const { email, role } of DEMO_ACCOUNTS) console.log(`  ${email.padEnd(38)} ${role}`);
    console.log("\n  Everything on this board is invented. Stop with Ctrl+C; the data stays.");
  }
  return {
    url: site.url,
    stop: async () => {
      await site.stop();
      await jobs.stop();
      await postgres.stop();
    },
  };
}

/** One process that answers. */
async function startOne(environment: Environment, log: Log): Promise<Running> {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const site = await serve({ environment, databaseUrl, dev, log });
  return {
    url: site.url,
    stop: async () => {
      await site.stop();
      await Promise.all([database(), officeDatabase()].map((db) => db.end({ timeout: 5 })));
    },
  };
}

function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = async () => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MAX_MS).unref();
    await running.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function prepareDemo(url: string): Promise<void> {
  const db = connect(url, { max: 2 });
  await fillDemo(db, new Date(), (line) => console.log(line)).finally(() => db.end());
}
