import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const exec = promisify(execFile);

/** Whom the server's programs run as; empty where that is simply us. */
export type ServerUser = { uid: number; gid: number } | Record<string, never>;

/** Runs one of the server's programs to its end. Faults carry its `stderr`. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { user: ServerUser; cwd: string },
): Promise<string> {
  const { user, cwd } = options;
  const { stdout } = await exec(program, args, { ...user, cwd, env: serverEnvironment() });
  return stdout;
}

/** A bare environment: no PG* settings from the shell, no secrets shown to the server's user. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ", "TZDIR"];
  const entries = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(entries), LC_ALL: "C" };
}

/** What tells a process from a later one with the same number; null when there is none. */
export async function identifyProcess(pid: number): Promise<string | null> {
  if (process.platform !== "linux") return askPs(pid, "lstart=");
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; state and start time are the 1st and 20th after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    return `${await bootId()}:${fields[19]}`;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Whether a process is a server started on this data folder, going by its command line. */
export async function worksIn(pid: number, data: string): Promise<boolean> {
  if (process.platform !== "linux") return (await askPs(pid, "args="))?.includes(data) ?? false;
  try {
    // Its working folder would say it better, but a container's root may not look at that.
    return (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0").includes(data);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** Start times count from boot, so they name a process only together with the boot. */
async function bootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "")).trim();
}

async function askPs(pid: number, column: string): Promise<string | null> {
  try {
    const args = ["-ww", "-o", column, "-p", String(pid)];
    // Two processes have to read the same words, whatever their languages and zones.
    const env = { ...serverEnvironment(), TZ: "UTC" };
    const { stdout } = await exec("ps", args, { env });
    return stdout.trim() || null;
  } catch (error) {
    // Without such a process ps prints nothing and exits with 1.
    if (hasCode(error, 1)) return null;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return hasCode(error, "ENOENT", "ESRCH");
}

/** Whether a fault of the system carries one of these codes. */
export function hasCode(error: unknown, ...codes: (string | number)[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(error.code as string);
}
