import { Command, CommanderError, Option } from "commander";
import { z } from "zod";
import { issuesCsv } from "@/core/issues-csv";
import { connect, type Db } from "@/db/client";
import { rebuild } from "@/db/commands/publish";
import { migrate } from "@/db/migrate";
import { listImportIssues } from "@/db/queries/list-import-issues";
import { FORMATS } from "@/importers/formats";
import { REGISTER_FORMATS } from "@/importers/register-formats";
import { addAuthorityCommands } from "@/server/authority-commands";
import type { CommandParts } from "@/server/command-parts";
import { addEntityCommands } from "@/server/entity-commands";
import { mailSettings, readEnvironment } from "@/server/environment";
import { fillDemo } from "@/server/fill-demo";
import { type FileResult, importFiles } from "@/server/import-files";
import { startJobs } from "@/server/jobs/run-jobs";
import { addLineageCommands } from "@/server/lineage-commands";
import { openDatabase } from "@/server/open-database";
import { recomputeAll } from "@/server/recompute-all";
import { seedScale } from "@/server/seed-scale";
import { simulate } from "@/server/simulate";
import { addTaxCommands, describeDelivery, importTax } from "@/server/tax-commands";
import { addUserCommands } from "@/server/user-commands";
import { baseUrl } from "@/services/base-url";

/** The `placard` command. Exit codes: 0 done, 1 refused with reasons, 2 wrong usage. */
const program = new Command("placard")
  .description("Runs a Placard board: database, imports, read models.")
  .exitOverride();

program
  .command("migrate")
  .description("bring the database to the newest schema; safe to repeat and to run at once")
  .action(() => withDatabase(async () => say("The database is up to date.")));

program
  .command("seed")
  .argument("<what>", "demo: about 3,000 invented businesses; scale: as many as you say")
  .argument("[count]", "of sites, for scale", siteCount)
  .description("fill the board with invented data")
  .action((what: string, count?: number) =>
    withDatabase(async (db) => {
      if (what === "demo") return fillDemo(db, new Date(), say);
      if (what !== "scale") program.error(`There is no data called ${what}.`, { exitCode: 2 });
      if (!count) return program.error("How many sites? Such as 50000.", { exitCode: 2 });
      const result = await seedScale(db, count, new Date(), say);
      if (!result.ok) refuse(result.reason);
    }),
  );

program
  .command("import")
  .argument("<format>", [...Object.keys({ ...FORMATS, ...REGISTER_FORMATS }), "tax"].join(", "))
  .argument("<location...>", "files, folders or URLs, as published or gzipped")
  .option("--authority <name>", "whose records they are, where the files do not say")
  .addOption(
    new Option("--country <code>", "of an authority whose register is new to the board").argParser(
      countryCode,
    ),
  )
  .addOption(
    new Option("--as-of <date>", "day of the snapshot, where the files do not say").argParser(day),
  )
  .option("--partial", "no complete snapshot: what it does not name has not gone", false)
  .option("--accept-gone", "take over a snapshot in which more than 30 % has gone", false)
  .option("--signature <file>", "of tax figures: the detached signature of the file")
  .option("--no-shortcut", "read files again that were taken over before")
  .option("--json", "print one JSON result", false)
  .description("take over published results")
  .action((id: string, locations: string[], options: ImportFlags) =>
    withDatabase((db) => runImport(db, id, locations, options)),
  );

program
  .command("issues")
  .argument("<run>", "id of an import")
  .description("print what an import refused or repaired, as CSV")
  .action((run: string) =>
    withDatabase(async (db) => {
      const issues = z.uuid().safeParse(run).success ? await listImportIssues(db, run) : null;
      if (!issues) return refuse(`There is no import ${run}.`);
      for await (const text of issuesCsv(issues)) process.stdout.write(text);
    }),
  );

program
  .command("rebuild")
  .description("make the public read models anew from the records")
  .action(() =>
    withDatabase(async (db) => {
      const listed = await db.begin((tx) => rebuild(tx));
      say(`${listed} sites listed.`);
    }),
  );

program
  .command("recompute")
  .option("--csv <file>", "write every difference to a file")
  .description("rate everything stored once more and report what comes out differently")
  .action((options: { csv?: string }) =>
    withDatabase(async (db) => {
      const { text, isSound } = await recomputeAll(db, options.csv);
      say(text);
      if (!isSound) process.exitCode = 1;
    }),
  );

program
  .command("simulate")
  .requiredOption("--scheme <id@version>", "the version that may be adopted")
  .option("--months <count>", "look at ratings of so many months", monthCount, 12)
  .option("--csv <file>", "write who would move to a file")
  .description("say who would move to which colour if a scheme version were adopted")
  .action((options: { scheme: string; months: number; csv?: string }) =>
    withDatabase(async (db) => {
      const result = await simulate(db, { ...options, now: new Date() });
      if (result.ok) say(result.text);
      else refuse(result.reason);
    }),
  );

program
  .command("worker")
  .description("run the jobs until stopped; the server runs them too")
  .action(() =>
    withDatabase(async (_, url) => {
      const environment = readEnvironment();
      const jobs = await startJobs({
        url,
        storageUrl: environment.STORAGE_URL,
        mail: mailSettings(environment),
        baseUrl: baseUrl(),
        log: (level, message) => {
          if (level !== "debug") say(`${level}: ${message}`);
        },
      });
      say("Running jobs. Stop with Ctrl+C.");
      await new Promise((resolve) => {
        process.once("SIGINT", resolve);
        process.once("SIGTERM", resolve);
      });
      await jobs.stop();
    }),
  );

const parts: CommandParts = {
  withDatabase: (work: (db: Db) => Promise<void>) => withDatabase((db) => work(db)),
  say,
  refuse,
};
addLineageCommands(program, parts);
addEntityCommands(program, parts);
addTaxCommands(program, parts);
addAuthorityCommands(program, parts);
addUserCommands(program, parts);

interface ImportFlags {
  authority?: string;
  country?: string;
  asOf?: string;
  partial: boolean;
  acceptGone: boolean;
  shortcut: boolean;
  signature?: string;
  json: boolean;
}

async function runImport(db: Db, id: string, locations: string[], options: ImportFlags) {
  if (id === "tax") return runTaxImport(db, locations, options);
  const format = FORMATS[id] ?? REGISTER_FORMATS[id];
  if (!format) return program.error(`There is no format ${id}.`, { exitCode: 2 });
  const results = await importFiles(
    db,
    format,
    locations,
    {
      ...(options.authority ? { authority: options.authority } : {}),
      ...(options.country ? { country: options.country } : {}),
      asOf: options.asOf ?? null,
      partial: options.partial,
      acceptGone: options.acceptGone,
      shortcut: options.shortcut,
    },
    (result) => {
      if (!options.json) say(describe(result));
    },
  );
  if (options.json) say(JSON.stringify({ results }));
  if (results.some((result) => result.state === "refused" || result.state === "held")) {
    process.exitCode = 1;
  }
}

async function runTaxImport(db: Db, files: string[], options: ImportFlags) {
  const results = [];
  for (const file of files) {
    const { authority, signature } = options;
    const result = await importTax(db, file, { authority, signature });
    results.push({ file, ...result });
    if (!options.json) say(describeDelivery(file, result));
    if (!result.ok || result.state !== "applied") process.exitCode = 1;
  }
  if (options.json) say(JSON.stringify({ results }));
}

function describe(result: FileResult): string {
  const { file, state, reason, counts, seconds, runId, issues = [] } = result;
  const name = file.split("/").at(-1);
  if (reason) {
    const wrong = issues.map(({ line, field, problem }) => `  line ${line}, ${field}: ${problem}`);
    return [`${name}: ${state}. ${reason}`, ...wrong].join("\n");
  }
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  const numbers = parts.map(([what, count]) => `${what} ${count}`).join(", ");
  return `${name}: ${state} in ${seconds.toFixed(1)} s (${numbers}); issues: placard issues ${runId}`;
}

async function withDatabase(work: (db: Db, url: string) => Promise<void>): Promise<void> {
  const postgres = await openDatabase(readEnvironment());
  try {
    await migrate(postgres.directUrl);
    const db = connect(postgres.url, { max: 2 });
    await work(db, postgres.directUrl).finally(() => db.end());
  } finally {
    await postgres.stop();
  }
}

function siteCount(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text))
    program.error(`${text} is no number of sites.`, { exitCode: 2 });
  return Number(text);
}

function monthCount(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) {
    program.error(`${text} is no number of months.`, { exitCode: 2 });
  }
  return Number(text);
}

function countryCode(text: string): string {
  if (!/^[A-Z]{2}$/.test(text)) program.error(`${text} is no country such as EE.`, { exitCode: 2 });
  return text;
}

function day(text: string): string {
  const parsed = z.iso.date().safeParse(text);
  if (!parsed.success) program.error(`${text} is no day such as 2026-01-31.`, { exitCode: 2 });
  return text;
}

function refuse(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 1 ? 2 : error.exitCode;
  } else {
    refuse(error instanceof Error ? error.message : String(error));
  }
}
