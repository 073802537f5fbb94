import { constants } from "node:fs";
import { access, readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { placeBinaries } from "@/server/embedded-postgres-copy";
import { runProgram, type ServerUser } from "@/server/embedded-postgres-process";

export interface Binaries {
  folder: string;
  major: number;
}

interface Looked {
  place: string;
  found: Binaries | string;
}

const require = createRequire(import.meta.url);

const NEWEST = 18;
const OLDEST = 15;
const DEBIAN = "/usr/lib/postgresql";

/**
 * The server programs to use: those of the npm package, or the machine's own where the package has
 * none that run here. An existing data folder wants its own major version and no other.
 */
export async function findBinaries(
  wanted: number | null,
  user: ServerUser,
  copies: () => Promise<string>,
): Promise<Binaries> {
  const looked: Looked[] = [];
  for await (const one of candidates(user, copies)) {
    looked.push(one);
    if (typeof one.found !== "string" && fits(one.found.major, wanted)) return one.found;
  }
  const need =
    wanted === null
      ? `No PostgreSQL ${OLDEST} to ${NEWEST} was found.`
      : `The data folder was made by PostgreSQL ${wanted}, and no such version was found.`;
  throw new Error([`${need} Looked at:`, ...looked.map(describe)].join("\n  "));
}

function fits(major: number, wanted: number | null): boolean {
  return wanted === null ? major >= OLDEST && major <= NEWEST : major === wanted;
}

function describe({ place, found }: Looked): string {
  return `${place}: ${typeof found === "string" ? found : `version ${found.major}`}`;
}

async function* candidates(
  user: ServerUser,
  copies: () => Promise<string>,
): AsyncGenerator<Looked> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = findPackage(name);
  if (native) yield { place: native, found: await tryPackage(native, user, copies) };
  else yield { place: name, found: "not installed, or not made for this platform" };
  for (const folder of await machineFolders()) {
    yield { place: folder, found: await tryBinaries(folder, user) };
  }
}

/** The package is a dependency of `embedded-postgres`, so it is looked up from there. */
function findPackage(name: string): string | null {
  try {
    const wrapper = require.resolve("embedded-postgres");
    return path.resolve(path.dirname(createRequire(wrapper).resolve(name)), "../native");
  } catch {
    return null;
  }
}

async function tryPackage(native: string, user: ServerUser, home: () => Promise<string>) {
  const manifest: unknown = JSON.parse(
    await readFile(path.join(native, "../package.json"), "utf8"),
  );
  const { version } = manifest as { version: string };
  const name = `postgresql-${version}-${process.platform}-${process.arch}`;
  return placeBinaries(native, { home, name }, (folder) => tryBinaries(folder, user));
}

/** The programs in a folder, or why they do not run. */
async function tryBinaries(folder: string, user: ServerUser): Promise<Binaries | string> {
  try {
    const said = await runProgram(path.join(folder, "postgres"), ["-V"], { user, cwd: "/" });
    await access(path.join(folder, "initdb"), constants.X_OK);
    return { folder, major: Number(/(\d+)/.exec(said)?.[1]) };
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

async function machineFolders(): Promise<string[]> {
  const versions = (await readdir(DEBIAN).catch(() => [])).sort((a, b) => Number(b) - Number(a));
  const folders = [
    ...(process.env.PATH ?? "").split(path.delimiter).filter(Boolean),
    ...versions.map((version) => path.join(DEBIAN, version, "bin")),
  ];
  const exist = await Promise.all(
    folders.map((folder) =>
      access(path.join(folder, "postgres")).then(
        () => true,
        () => false,
      ),
    ),
  );
  return [...new Set(folders.filter((_, index) => exist[index]))];
}
