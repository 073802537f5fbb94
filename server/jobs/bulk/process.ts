import { type BulkSettings, writeBulkFiles } from "@/server/jobs/write-bulk-files";

/** Writes the bulk files as it is told by the process that began it, and stops with that one. */
const stopping = new AbortController();
process.once("disconnect", () => stopping.abort());
process.once("message", async (settings: BulkSettings) => {
  await writeBulkFiles(settings, stopping.signal).catch((error) => {
    if (!stopping.signal.aborted) console.error(error);
    process.exitCode = 1;
  });
  if (process.connected) process.disconnect();
});
