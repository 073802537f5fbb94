import { rm } from "node:fs/promises";
import { findData, settleFolder } from "@/server/embedded-postgres-place";
import { stopPostmaster } from "@/server/embedded-postgres-postmaster";

/**
 * Removes a data folder with its data, wherever that is, and ends the server that works on it.
 * Password and log beside the folder stay, for whoever removes what the folder lies in.
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const folder = await settleFolder(dataDir);
  const data = await findData(folder);
  if (data) {
    await stopPostmaster(data);
    await rm(data, { recursive: true });
  }
  await rm(folder, { recursive: true, force: true });
}
