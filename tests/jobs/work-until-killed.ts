import { startJobs } from "@/server/jobs/run-jobs";

/** Runs the jobs of a database, with files under a folder, until it is killed or told to stop. */
const [url = "", folder = ""] = process.argv.slice(2);
const jobs = await startJobs({
  url,
  storageUrl: `file:${folder}`,
  baseUrl: "https://example.org",
  mail: null,
  log: () => {},
});
process.on("SIGTERM", () => void jobs.stop());
console.log("working");
