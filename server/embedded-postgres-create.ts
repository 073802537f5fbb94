import { randomBytes } from "node:crypto";
import {
  chown,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import type { Binaries } from "@/server/embedded-postgres-binaries";
import { passwordFile } from "@/server/embedded-postgres-connection";
import { planData } from "@/server/embedded-postgres-place";
import { hasCode, runProgram, type ServerUser } from "@/server/embedded-postgres-process";

/**
 * Makes the data of a folder and answers where it is. It is made aside and renamed into place when
 * whole, so whatever a crash leaves is only ever something to clear away.
 */
export async function createData(
  folder: string,
  options: { binaries: Binaries; user: ServerUser; fsync: boolean },
): Promise<string> {
  const { user } = options;
  const { data, drafts, pointer } = await planData(folder, user);
  await clearDrafts(drafts);
  const draft = await mkdtemp(drafts);
  try {
    if (user.uid !== undefined) await chown(draft, user.uid, user.gid);
    const password = randomBytes(24).toString("base64url");
    await initialise(draft, password, options);
    await writeDurably(passwordFile(folder), password);
    await rmdir(data).catch(ignoreMissing);
    await rename(path.join(draft, "data"), data);
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
  }
  await syncFolder(path.dirname(data));
  if (pointer) {
    await mkdir(folder, { recursive: true });
    await writeDurably(pointer, data);
  }
  return data;
}

/** An initdb whose starter was killed may still be writing: hence the retries. */
async function clearDrafts(prefix: string): Promise<void> {
  const parent = path.dirname(prefix);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(path.basename(prefix))) continue;
    await rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function initialise(
  draft: string,
  password: string,
  options: { binaries: Binaries; user: ServerUser; fsync: boolean },
): Promise<void> {
  const { binaries, user, fsync } = options;
  const secret = path.join(draft, "password");
  await writeFile(secret, password, { mode: 0o600 });
  if (user.uid !== undefined) await chown(secret, user.uid, user.gid);
  const args = ["-D", path.join(draft, "data"), "-U", "placard", "-A", "scram-sha-256"];
  args.push(`--pwfile=${secret}`, "-E", "UTF8", "--no-instructions", ...(fsync ? [] : ["-N"]));
  const initdb = path.join(binaries.folder, "initdb");
  const faults: unknown[] = [];
  for (const locale of locales(binaries.major)) {
    try {
      await runProgram(initdb, [...args, ...locale], { user, cwd: draft });
      return;
    } catch (error) {
      faults.push(error);
    }
  }
  const said = faults.map((fault) => (fault instanceof Error ? fault.message : String(fault)));
  throw new Error(`PostgreSQL's data could not be made.\n${said.join("\n")}`, { cause: faults[0] });
}

/** The same order of words on every machine where the version can, and plain bytes elsewhere. */
function locales(major: number): string[][] {
  const builtin = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  return [major >= 17 ? builtin : ["--locale=C.UTF-8"], ["--locale=C"]];
}

async function writeDurably(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  await rm(draft, { force: true });
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, file);
  await syncFolder(path.dirname(file));
}

/** A rename outlives a power cut only once its folder is written. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

function ignoreMissing(error: unknown): void {
  if (!hasCode(error, "ENOENT")) throw error;
}
