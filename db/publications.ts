import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { CATEGORIES } from "@/core/category";
import { concerns, type Footprint } from "@/core/footprint";
import type { Publication } from "@/core/publication";
import { connect, type Db } from "@/db/client";
import { PUBLICATIONS } from "@/db/commands/announce";
import { raiseRevision } from "@/db/commands/raise-revision";
import { askRevision, type Reached, shareNext } from "@/db/revision";

/** How often the database is asked for what the notices may have lost: found at the second time. */
const POLL_MS = 450;
/** A notice comes within a few milliseconds of its commit; this late it counts as lost. */
const NOTICE_MS = 50;
/** Lost connections are made again sooner; one as old as this only looks alive. */
const DEAF_MS = 2000;
/** An answer older than this many publications is taken as touched. */
const KEPT = 10_000;

const notice = z.object({
  revision: z.number(),
  position: z.number(),
  touched: z
    .array(
      z.object({
        site: z.string(),
        authority: z.string(),
        morton: z.number().nullable(),
        category: z.enum(CATEGORIES),
        tokens: z.array(z.string()),
      }),
    )
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
  /** When it last answered again after not answering; long ago if it always did. */
  readonly cameBackAt: Date;
  /** Whether an answer made at a revision may differ by now. */
  touchedSince(revision: number, footprint: Footprint): boolean;
  /** Asks the database now; true where it answered. What was committed before is known after. */
  check(): Promise<boolean>;
  /**
   * Whether a revision that a reader claims to have seen is known here by now; waits at most
   * `timeoutMs`. Claims, true or not, cost one question in 50 ms, however many there are.
   */
  reached(revision: number, timeoutMs: number): Promise<boolean>;
  /** A database has this already; resolves once it is known here, by its notice or without. */
  learn(reached: Reached): Promise<void>;
  /** True once no more is waited for, since the process stops. */
  readonly isEnding: boolean;
  /** Lets everyone go who waits for a publication. */
  release(): void;
  /** Calls back after each move until the returned function is called. */
  onMove(listener: () => void): () => void;
  /** Calls back each time the database answers again after its connections were lost. */
  onReturn(listener: () => void): void;
  /**
   * Says that the database has closed a connection: it is away until it is asked again. One that is
   * back before the next question would not be missed by any. False where it was away already.
   */
  lose(): boolean;
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
  let current: Reached = { revision: 0, position: 0 };
  let isEnding = false;
  let polled = current;
  /** The newest revision that came, or would have come, by the present connection. */
  let heard = 0;
  let deafSince: number | null = null;
  let awaySince: Date | null = null;
  let cameBackAt = new Date(0);
  let asking: Promise<unknown> | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let oldest = 0;
  const kept: Publication[] = [];
  const listeners = new Set<() => void>();
  const returnListeners: (() => void)[] = [];
  /** Gone, and not only slow to answer. */
  let wasLost = false;

  function take({ revision, position, touched }: Publication): void {
    if (revision <= current.revision) return;
    // What was missed in between may have touched anything.
    kept.push({ revision, position, touched: revision === current.revision + 1 ? touched : null });
    if (kept.length > KEPT) oldest = kept.shift()?.revision ?? oldest;
    current = { revision, position };
    for (const listener of listeners) listener();
  }

  const ask = shareNext(async () => {
    try {
      const reached = await askRevision(db);
      if (awaySince) {
        cameBackAt = new Date();
        awaySince = null;
        if (wasLost) for (const listener of returnListeners) listener();
        wasLost = false;
      }
      return reached;
    } catch (error) {
      awaySince ??= new Date();
      wasLost ||= isLost(error);
      return null;
    }
  });

  async function check(): Promise<Reached | null> {
    const reached = await ask();
    if (reached) take({ ...reached, touched: null });
    return reached;
  }

  /** Of a connection that listens by now, the first or one that postgres.js made anew. */
  async function catchUp(): Promise<void> {
    const reached = await check();
    if (reached) heard = Math.max(heard, reached.revision);
  }

  function hear(payload: string): void {
    const publication = notice.parse(JSON.parse(payload));
    heard = publication.revision;
    take(publication);
  }

  function listen(connection: Db): Promise<unknown> {
    return connection.listen(PUBLICATIONS, hear, () => void catchUp());
  }

  async function poll(): Promise<void> {
    const { revision } = current;
    const before = polled;
    const now = await ask();
    polled = now ?? polled;
    // Its notice has had its time.
    take({ ...before, touched: null });
    if (now && now.revision < revision) await raiseRevision(db, revision).catch(() => {});
    if (!now || before.revision <= heard) deafSince = null;
    else deafSince ??= performance.now();
    if (deafSince !== null && performance.now() - deafSince > DEAF_MS) listenAnew();
    if (!stopped) timer = setTimeout(poll, POLL_MS).unref();
  }

  function listenAnew(): void {
    const deaf = listening;
    deafSince = null;
    listening = connect(directUrl, { max: 1 });
    // Should it fail, postgres.js goes on trying, and the poll stands behind it.
    listen(listening).catch(() => {});
    void deaf.end({ timeout: 0 });
  }

  function onMove(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Waits until a revision is known, until the time is over, or for an answer that settles it. */
  function known(revision: number, timeoutMs: number, answer?: Promise<unknown>): Promise<boolean> {
    if (current.revision >= revision) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(over);
        leave();
        resolve(current.revision >= revision);
      };
      const over = setTimeout(end, timeoutMs);
      const leave = onMove(() => current.revision >= revision && end());
      void answer?.then(end);
    });
  }

  /** Joined only before the question is put, since the answer has to be newer than the claim. */
  function askSoon(): Promise<unknown> {
    asking ??= delay(NOTICE_MS).then(() => {
      asking = null;
      return check();
    });
    return asking;
  }

  let listening = connect(directUrl, { max: 1 });
  await listen(listening);
  await catchUp();
  void poll();

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
    get cameBackAt() {
      return cameBackAt;
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
    async check() {
      return (await check()) !== null;
    },
    async reached(revision, timeoutMs) {
      return current.revision >= revision || known(revision, timeoutMs, askSoon());
    },
    async learn(reached) {
      if (!(await known(reached.revision, NOTICE_MS))) take({ ...reached, touched: null });
    },
    onMove,
    onReturn: (listener) => void returnListeners.push(listener),
    lose() {
      const isNews = awaySince === null;
      awaySince ??= new Date();
      wasLost = true;
      return isNews;
    },
    get isEnding() {
      return isEnding;
    },
    release() {
      isEnding = true;
      for (const listener of listeners) listener();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await listening.end({ timeout: 1 });
      if (shared.placardPublications === watch) delete shared.placardPublications;
    },
  };
  shared.placardPublications = watch;
  return watch;
}

/** Whether an error says that a connection is gone: closed, refused, or ended by the server. */
function isLost(error: unknown): boolean {
  const { code = "" } = error as { code?: string };
  return /^(CONNECTION_(CLOSED|DESTROYED)|ECONN\w+|EPIPE|57P0[123])$/.test(code);
}
