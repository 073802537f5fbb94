import { createHash, randomBytes } from "node:crypto";
import { chmod, lstat, mkdir, readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { hasCode, type ServerUser } from "@/server/embedded-postgres-process";

/** PostgreSQL refuses to run as root; this is `nobody`. */
const NOBODY = { uid: 65534, gid: 65534 };
const SHARED_HOME = "/var/lib/placard";
const POINTER = "moved-to";

export const isRoot = process.getuid?.() === 0;

/** One spelling for the data folder however it was given, so that all agree on its lock. */
export async function settleFolder(dataDir: string): Promise<string> {
  const folder = path.resolve(dataDir);
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    return await realpath(folder);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    return path.join(await realpath(path.dirname(folder)), path.basename(folder));
  }
}

/** Where the data of a folder really is; null when there is none yet. */
export async function findData(folder: string): Promise<string | null> {
  const names = await listNames(folder);
  if (names.includes("PG_VERSION")) return folder;
  if (!names.includes(POINTER)) {
    if (names.every((name) => name === `${POINTER}.new`)) return null;
    throw new Error(`${folder} is neither empty nor a PostgreSQL data folder.`);
  }
  const data = (await readFile(path.join(folder, POINTER), "utf8")).trim();
  if ((await listNames(data)).includes("PG_VERSION")) return data;
  throw new Error(`The data of ${folder} was kept in ${data}, and it is not there any more.`);
}

/**
 * Where new data goes: the folder itself, or when the server's user cannot get there a folder of
 * its own under /var/lib/placard, to which a file `moved-to` in the folder then points.
 */
export async function planData(folder: string, user: ServerUser) {
  if (user.uid === undefined || (await canReach(path.dirname(folder), user.uid))) {
    return { data: folder, drafts: `${folder}.new-`, pointer: null };
  }
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const home = path.join(await sharedHome(), hash);
  // Random too: whoever deletes the folder wants an empty database, not the earlier one.
  const data = `${home}-${randomBytes(4).toString("hex")}`;
  return { data, drafts: `${home}.new-`, pointer: path.join(folder, POINTER) };
}

/** Root runs the server as whoever has the data, for new data as nobody. */
export async function chooseUser(data: string | null): Promise<ServerUser> {
  if (!isRoot) return {};
  const owner = data === null ? NOBODY : await stat(data);
  return owner.uid === 0 ? NOBODY : { uid: owner.uid, gid: owner.gid };
}

/** A folder that everyone can enter and only root can write to. */
export async function sharedHome(): Promise<string> {
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 });
  const home = await lstat(SHARED_HOME);
  if (!home.isDirectory() || home.uid !== 0) {
    throw new Error(`${SHARED_HOME} has to be a folder that belongs to root.`);
  }
  // Whatever the umask made of it.
  await chmod(SHARED_HOME, 0o755);
  return SHARED_HOME;
}

async function canReach(folder: string, uid: number): Promise<boolean> {
  const { mode, uid: owner } = await stat(folder);
  const enter = owner === uid ? 0o100 : 0o001;
  if ((mode & enter) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || canReach(parent, uid);
}

async function listNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    if (!hasCode(error, "EACCES")) throw error;
    throw new Error(
      `${folder} belongs to another user: start as that user, or as root if it is nobody's.`,
      { cause: error },
    );
  }
}
