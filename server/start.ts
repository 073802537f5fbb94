import { connect, database } from "@/db/client";
import { migrate } from "@/db/migrate";
import { readEnvironment } from "@/server/environment";
import { openDatabase } from "@/server/open-database";
import { seedDemo } from "@/server/seed-demo";
import { serve } from "@/server/serve";

/** Starts the whole product: `start.ts [--dev] [--demo]`. */
const dev = process.argv.includes("--dev");
const demo = process.argv.includes("--demo");

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function run(): Promise<void> {
  const environment = readEnvironment();
  const postgres = await openDatabase(environment);
  await migrate(postgres.url);
  if (demo) await fillDemo(postgres.url);
  const site = await serve({ port: environment.PORT, dev });
  console.log(`\nPlacard is ready: ${site.url}`);
  if (demo) {
    console.log("  English  /en    中文  /zh    العربية  /ar");
    console.log("  Everything on this board is invented. Stop with Ctrl+C; the data stays.");
  }
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await site.stop();
    await database().end({ timeout: 5 });
    await postgres.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function fillDemo(url: string): Promise<void> {
  const db = connect(url, { max: 2 });
  try {
    await seedDemo(db, new Date(), (line) => console.log(line));
  } finally {
    await db.end();
  }
}
