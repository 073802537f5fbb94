import { link, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { hasCode, identifyProcess } from "@/server/embedded-postgres-process";

export interface Ownership {
  release(): Promise<void>;
}

/**
 * Makes this process the owner of a data folder; null while another living process is.
 *
 * The claim is the file `<folder>.owner-<n>` naming its process; empty means given up. A number is
 * made once and only rises, so of several who find an owner dead just one can create the next:
 * replacing one file in place would let the second undo what the first did.
 */
export async function claimOwnership(folder: string): Promise<Ownership | null> {
  const draft = `${folder}.claim-${process.pid}-${crypto.randomUUID()}`;
  await writeFile(draft, `${process.pid} ${await identifyProcess(process.pid)}`, { mode: 0o644 });
  try {
    for (;;) {
      const claims = await listClaims(folder);
      const newest = Math.max(0, ...claims);
      if (newest > 0 && (await isHeld(claimFile(folder, newest)))) return null;
      const mine = claimFile(folder, newest + 1);
      if (!(await linkOnce(draft, mine))) continue;
      for (const older of claims) await rm(claimFile(folder, older), { force: true });
      return { release: () => truncate(mine) };
    }
  } finally {
    await rm(draft, { force: true });
  }
}

function claimFile(folder: string, number: number): string {
  return `${folder}.owner-${number}`;
}

async function listClaims(folder: string): Promise<number[]> {
  const prefix = path.basename(claimFile(folder, 0)).slice(0, -1);
  const names = await readdir(path.dirname(folder));
  const numbers = names.filter((name) => name.startsWith(prefix));
  return numbers.map((name) => Number(name.slice(prefix.length))).filter(Number.isSafeInteger);
}

async function isHeld(file: string): Promise<boolean> {
  try {
    const [pid, identity] = (await readFile(file, "utf8")).split(/ (.*)/s);
    return Boolean(pid) && (await identifyProcess(Number(pid))) === identity;
  } catch (error) {
    // Someone claimed the next number and tidied this one away.
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Links rather than writes, so that a claim is never seen half written. */
async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}
