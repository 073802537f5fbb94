import { chooseReplicaBy, type Db, database } from "@/db/client";
import type { Publications } from "@/db/publications";
import { followReplica } from "@/db/replica";
import { askRevision, type Reached, shareNext } from "@/db/revision";

/** Where the public's reads go, and what they have shown: no later read shows less. */
export interface Readers {
  /** False while there is nothing to read from: the primary is away, and no replica is up to date. */
  readonly canRead: boolean;
  /**
   * Call it when an answer is begun, and what it returns when the answer is made, before it is
   * given out: by then the process knows of every publication that the answer may show.
   */
  begin(): () => Promise<void>;
  stop(): Promise<void>;
}

/** A database that has served reads, with the time of the latest. */
interface Served {
  at: number;
  ask(): Promise<Reached | null>;
}

/**
 * Sends reads to the replicas. One is used only while it has replayed the newest publication that
 * this process knows of, and all reads go to the same one while it can: what a database shows never
 * goes back, and each change to another passes by that floor. Resolves once each has been asked.
 */
export async function startReaders(
  urls: readonly string[],
  publications: Publications,
): Promise<Readers> {
  const wanted = () => publications.revision;
  // Each process in an order of its own, so that many processes use all.
  const replicas = shuffle(urls).map((url) => {
    const replica = followReplica(url, wanted);
    return { replica, served: { at: -1, ask: replica.ask } };
  });
  const primary: Served = {
    at: -1,
    ask: shareNext(() => askRevision(database()).catch(() => null)),
  };
  const everyone: Served[] = [primary, ...replicas.map(({ served }) => served)];

  const findReplica = () => replicas.find(({ replica }) => replica.revision >= wanted());

  function choose(): Db | null {
    const found = findReplica();
    (found?.served ?? primary).at = performance.now();
    return found?.replica.db ?? null;
  }

  async function settle(since: number): Promise<void> {
    await Promise.all(
      everyone.map(async ({ at, ask }) => {
        const reached = at >= since ? await ask() : null;
        if (reached) await publications.learn(reached);
      }),
    );
  }

  await Promise.all(replicas.map(({ replica }) => replica.ask()));
  const leave = publications.onMove(() => {
    for (const { replica } of replicas) replica.hurry();
  });
  chooseReplicaBy(choose);
  return {
    get canRead() {
      return publications.awaySince === null || findReplica() !== undefined;
    },
    begin() {
      const since = performance.now();
      return () => settle(since);
    },
    async stop() {
      leave();
      chooseReplicaBy(null);
      await Promise.all(replicas.map(({ replica }) => replica.stop()));
    },
  };
}

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
