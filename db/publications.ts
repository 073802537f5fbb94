import { z } from "zod";
import { concerns, type Footprint, type Publication } from "@/core/publication";
import { connect, type Db } from "@/db/client";
import { PUBLICATIONS } from "@/db/commands/announce";

/** How often the database is asked for what the notices may have lost: found at the second time. */
const POLL_MS = 450;
/** An answer older than this many publications is taken as touched. */
const KEPT = 10_000;

const notice = z.object({
  revision: z.number(),
  position: z.number(),
  touched: z
    .array(z.object({ site: z.string(), authority: z.string(), morton: z.number().nullable() }))
    .nullable(),
});

/**
 * What has been published, as this process knows it: notices from the publishing transactions, in
 * order, and behind them a poll, so that a lost connection delays and never hides.
 */
export interface Publications {
  /** The newest revision known here; answers made from now on show at least that. */
  readonly revision: number;
  /** The last event of that revision. */
  readonly position: number;
  /** Since when the database has not answered, null while it does. */
  readonly awaySince: Date | null;
  /** Whether an answer made at a revision may differ by now. */
  touchedSince(revision: number, footprint: Footprint): boolean;
  /** Asks the database now; true where it answered. Askers at the same time share one question. */
  check(): Promise<boolean>;
  /** Calls back after each move until the returned function is called. */
  onMove(listener: () => void): () => void;
  stop(): Promise<void>;
}

const shared = globalThis as { placardPublications?: Publications };

/** The process's one watch, started by the server; null in a process that serves nothing. */
export function publications(): Publications | null {
  return shared.placardPublications ?? null;
}

/**
 * Starts the watch. `directUrl` reaches Postgres itself, since pooled connections cannot listen;
 * `db` answers the poll.
 */
export async function watchPublications(directUrl: string, db: Db): Promise<Publications> {
  let current = { revision: 0, position: 0 };
  let awaySince: Date | null = null;
  let asked: Promise<boolean> | null = null;
  let seen = { revision: 0, position: 0 };
  let oldest = 0;
  const kept: Publication[] = [];
  const listeners = new Set<() => void>();

  function take(publication: Publication): void {
    if (publication.revision <= current.revision) return;
    const next = publication.revision === current.revision + 1;
    current = { revision: publication.revision, position: publication.position };
    // What was missed in between may have touched anything.
    kept.push(next ? publication : { ...publication, touched: null });
    if (kept.length > KEPT) oldest = kept.shift()?.revision ?? oldest;
    for (const listener of listeners) listener();
  }

  async function ask(): Promise<boolean> {
    try {
      const [row] = await db<{ revision: number; position: number }[]>`
        select revision, position from event_counter`;
      awaySince = null;
      seen = row ?? seen;
      return true;
    } catch {
      awaySince ??= new Date();
      return false;
    }
  }

  function askOnce(): Promise<boolean> {
    asked ??= ask().finally(() => {
      asked = null;
    });
    return asked;
  }

  async function check(): Promise<boolean> {
    const answered = await askOnce();
    take({ ...seen, touched: null });
    return answered;
  }

  async function poll(): Promise<void> {
    const before = seen;
    await askOnce();
    if (before.revision <= current.revision) return;
    // Its notice has had its time: the connection that listens is gone.
    take({ ...before, touched: null });
    const deaf = listening;
    listening = connect(directUrl, { max: 1 });
    await Promise.allSettled([listen(listening), deaf.end({ timeout: 0 })]);
  }

  function listen(connection: Db): Promise<unknown> {
    return connection.listen(PUBLICATIONS, (payload) => take(notice.parse(JSON.parse(payload))));
  }

  let listening = connect(directUrl, { max: 1 });
  await listen(listening);
  await check();
  const timer = setInterval(poll, POLL_MS).unref();

  const watch: Publications = {
    get revision() {
      return current.revision;
    },
    get position() {
      return current.position;
    },
    get awaySince() {
      return awaySince;
    },
    touchedSince(revision, footprint) {
      if (revision < oldest) return true;
      for (let i = kept.length - 1; i >= 0; i -= 1) {
        const publication = kept[i];
        if (!publication || publication.revision <= revision) return false;
        if (concerns(publication, footprint)) return true;
      }
      return false;
    },
    check,
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      clearInterval(timer);
      await listening.end({ timeout: 1 });
      if (shared.placardPublications === watch) delete shared.placardPublications;
    },
  };
  shared.placardPublications = watch;
  return watch;
}
