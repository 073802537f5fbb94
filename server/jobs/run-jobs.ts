import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { JOBS, type JobName, type JobPayload } from "@/core/job";
import { connect, type Db } from "@/db/client";
import { dropExpired } from "@/db/commands/drop-expired";
import { dropUnusedPhoto } from "@/db/commands/drop-photo";
import { publishDue } from "@/db/commands/publish-due";
import { queueJob } from "@/db/commands/queue-job";
import { queueWaitingMails } from "@/db/commands/queue-waiting-mails";
import { keepPresence } from "@/db/worker-presence";
import { attendToVisits } from "@/server/jobs/attend-to-visits";
import { writeBulkFilesApart } from "@/server/jobs/bulk/apart";
import { makeWorklist } from "@/server/jobs/make-worklist";
import { sendQueuedMail } from "@/server/jobs/send-queued-mail";
import type { BulkSettings } from "@/server/jobs/write-bulk-files";
import type { MailSettings } from "@/services/mail";
import { dropPhoto } from "@/services/photo-files";
import { openStorage } from "@/services/storage";

/** Where the worker says what it does; `details` may hold a job and an error. */
export type JobsLog = (
  level: "error" | "warning" | "info" | "debug",
  message: string,
  details: Readonly<Record<string, unknown>>,
) => void;

/** Of days UTC; a queue that was down does not make up for runs it missed. */
const CRONTAB = `
* * * * * publish-due ?jobKey=publish-due&jobKeyMode=preserve_run_at
* * * * * queue-waiting-mails ?jobKey=queue-waiting-mails&jobKeyMode=preserve_run_at
* * * * * attend-visits ?jobKey=attend-visits&jobKeyMode=replace
50 2 * * * drop-expired ?jobKey=drop-expired&jobKeyMode=preserve_run_at
20 3 * * * write-bulk-files ?jobKey=write-bulk-files&jobKeyMode=preserve_run_at
`;

/** How long a job in hand may go on after `stop` before it is given back. */
const FINISH_MS = 2000;
const RESTART_MS = 1000;
/** How soon a job is found whose notice was lost or whose worker died. */
const POLL_MS = 1000;

/** The worker listens and holds locks, which pooled connections cannot: `url` is of Postgres itself. */
interface Settings extends BulkSettings {
  /** Null without a mail server: mails wait for one. */
  mail: MailSettings | null;
  log: JobsLog;
}

/**
 * Runs the queued jobs in this process until `stop`, beside any number of others. A job may be begun
 * again after its worker was killed, so each is such that twice is as good as once.
 */
export async function startJobs(settings: Settings): Promise<{ stop(): Promise<void> }> {
  const db = connect(settings.url, { max: 2 });
  const stopping = new AbortController();
  const first = await startWorker(settings, db, stopping.signal);
  await queueJob(db, "publish-due", {});
  await queueJob(db, "queue-waiting-mails", {});
  const ended = keepRunning(first);

  async function keepRunning(worker: Worker | null): Promise<void> {
    await worker?.ended;
    if (stopping.signal.aborted) return;
    settings.log("error", "The worker of the jobs has ended and starts again.", {});
    await pause(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
    const next = await startWorker(settings, db, stopping.signal).catch((error) => {
      settings.log("error", "The worker of the jobs cannot start.", { error });
      return null;
    });
    return keepRunning(next);
  }

  return {
    async stop() {
      stopping.abort();
      await ended;
      await db.end({ timeout: 1 });
    },
  };
}

interface Worker {
  ended: Promise<void>;
}

/** A worker until the signal: then the jobs in hand end or are given back. */
async function startWorker(settings: Settings, db: Db, signal: AbortSignal): Promise<Worker> {
  const { url, log } = settings;
  const events: WorkerEvents = new EventEmitter();
  let presence: { stop(): Promise<void> } | null = null;
  events.once("pool:create", ({ workerPool }) => {
    presence = keepPresence(url, workerPool.id, (workerIds) => {
      log("warning", "The jobs of a worker that died are free again.", { workerIds });
    });
  });
  const runner = await run({
    connectionString: url,
    maxPoolSize: 4,
    concurrency: 2,
    pollInterval: POLL_MS,
    gracefulShutdownAbortTimeout: FINISH_MS,
    noHandleSignals: true,
    // Only in batches, if of one, does a stop wait until the end of a job is written down.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    crontab: CRONTAB,
    taskList: tasks(settings, db),
    logger: new Logger(
      () =>
        (level, message, details = {}) =>
          log(level, message, details),
    ),
    events,
  });
  // One that has ended by itself has nothing left to stop.
  const stop = () => runner.stop().catch(() => {});
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve(stop());
    signal.addEventListener("abort", () => resolve(stop()), { once: true });
  });
  return {
    ended: runner.promise
      .then(() => (signal.aborted ? stopped : undefined))
      .finally(() => presence?.stop()),
  };
}

function tasks({ url, storageUrl, baseUrl, mail, log }: Settings, db: Db): TaskList {
  const work: { [Name in JobName]: (payload: JobPayload<Name>, signal: AbortSignal) => unknown } = {
    "publish-due": () => publishDue(db),
    "attend-visits": () => attendToVisits(db, baseUrl, new Date(), log),
    "build-worklist": (payload) => makeWorklist(db, payload),
    "write-bulk-files": (_, signal) => writeBulkFilesApart({ url, storageUrl, baseUrl }, signal),
    "send-mail": ({ mail: id }) => sendQueuedMail(db, id, mail, baseUrl, log),
    "queue-waiting-mails": () => (mail ? queueWaitingMails(db) : undefined),
    "drop-expired": () => dropExpired(db, new Date()),
    "drop-photo": ({ sha256 }) =>
      dropUnusedPhoto(db, sha256, () => dropPhoto(sha256, openStorage("photos", storageUrl))),
  };
  return Object.fromEntries(
    Object.entries(work).map(([name, task]) => [
      name,
      async (payload, { abortSignal }) => {
        const told = JOBS[name as JobName].parse(payload);
        await (task as (told: unknown, signal: unknown) => unknown)(told, abortSignal);
      },
    ]),
  );
}
