import { connect, type Db, STATEMENT_TIMEOUT_MS } from "@/db/client";
import { askRevision, type Reached, Silence, shareNext } from "@/db/revision";

/** How often a replica is asked how far it is. */
const CHECK_MS = 200;
/** After a publication it is asked sooner at first: replay takes a few milliseconds. */
const SOON_MS = 4;

/** So long it rests after a closed connection: a server that dies closes them one after another. */
const REST_MS = 200;

/** A standby, with what it is known to have replayed. */
export interface Replica {
  /** The pool for reads; another one after a silence. */
  readonly db: Db;
  /** -1 while it does not answer. */
  readonly revision: number;
  /** Asks now; null where it does not answer. */
  ask(): Promise<Reached | null>;
  /** Asks now, and again at short intervals until it has what is wanted. */
  hurry(): void;
  stop(): Promise<void>;
}

/** Follows a standby from now on. `wanted` is the revision that reads need. */
export function followReplica(url: string, wanted: () => number): Replica {
  let revision = -1;
  let wait = SOON_MS;
  let restsUntil = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let pools: { db: Db; probe: Db } = openPools();

  function openPools() {
    // Whichever connection notices first: no read goes there before it has answered again. The
    // pools are not used again, since postgres.js gives a connection's last error to the first
    // query after it has connected anew.
    const onClose = () => {
      if (pools.db === db && !stopped) renew(5);
    };
    const db = connect(url, { statementTimeoutMs: STATEMENT_TIMEOUT_MS, onClose });
    // Apart, so that no question waits behind reads.
    return { db, probe: connect(url, { max: 1, onClose }) };
  }

  function renew(timeoutS: number): void {
    const old = pools;
    pools = openPools();
    revision = -1;
    restsUntil = performance.now() + REST_MS;
    void closePools(old, timeoutS);
  }

  function closePools({ db, probe }: typeof pools, timeoutS: number): Promise<unknown> {
    return Promise.all([db.end({ timeout: timeoutS }), probe.end({ timeout: 0 })]);
  }

  const ask = shareNext(async () => {
    try {
      const reached = await askRevision(pools.probe);
      revision = performance.now() < restsUntil ? -1 : reached.revision;
      return reached;
    } catch (error) {
      revision = -1;
      // Without a refusal its reads would wait for as long as the network keeps hoping.
      if (error instanceof Silence && !stopped) renew(0);
      return null;
    }
  });

  async function check(): Promise<void> {
    clearTimeout(timer);
    await ask();
    if (stopped) return;
    wait = revision >= wanted() ? CHECK_MS : Math.min(wait * 2, CHECK_MS);
    clearTimeout(timer);
    timer = setTimeout(check, wait).unref();
  }

  function hurry(): void {
    wait = SOON_MS;
    if (!stopped) void check();
  }

  hurry();
  return {
    get db() {
      return pools.db;
    },
    get revision() {
      return revision;
    },
    ask,
    hurry,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await closePools(pools, 5);
    },
  };
}
