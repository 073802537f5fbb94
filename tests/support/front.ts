import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { expect, vi } from "vitest";
import type { Touched } from "@/core/publication";
import { connect, type Db } from "@/db/client";
import { announce } from "@/db/commands/announce";
import { type Publications, watchPublications } from "@/db/publications";
import { type Readers, startReaders } from "@/db/readers";
import { readEnvironment } from "@/server/environment";
import { assembleFront } from "@/server/front/assemble-front";
import { openLog } from "@/server/front/log";
import { createDatabase } from "@/tests/support/database";

export interface TestFront {
  url: string;
  db: Db;
  publications: Publications;
  readers: Readers;
  /** Publishes and waits until this process knows. */
  publish(touched: Touched[] | null): Promise<void>;
  stop(): Promise<void>;
}

/** A site as a publication names it. */
export function touchedSite(given: Partial<Touched>): Touched {
  return { site: "A", authority: "town", morton: 5, category: "other", tokens: [], ...given };
}

/** A front on a database of its own, before a machine app and a page handler of the caller's. */
export async function startFront(parts: {
  app?: Hono;
  handle?: RequestListener;
  settings?: Record<string, string>;
}): Promise<TestFront> {
  const database = await createDatabase();
  const db = connect(database.url, { max: 2 });
  const publications = await watchPublications(database.url, db);
  process.env.DATABASE_URL = database.url;
  const readers = await startReaders([], publications);
  const server = createServer(
    assembleFront({
      environment: readEnvironment({ DATABASE_URL: database.url, ...parts.settings }),
      publications,
      readers,
      app: parts.app ?? new Hono(),
      handle: parts.handle ?? ((_, response) => response.end()),
      log: openLog("silent"),
      keepPages: true,
      isStopping: () => false,
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    db,
    publications,
    readers,
    async publish(touched) {
      await db.begin((tx) => announce(tx, touched));
      const [counter] = await db<{ revision: number }[]>`select revision from event_counter`;
      // Asking the database for it would be quicker than its notice, and not know what it touched.
      await vi.waitFor(() => expect(publications.revision).toBe(counter?.revision), {
        timeout: 30_000,
        interval: 5,
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await readers.stop();
      await publications.stop();
      await db.end();
      await database.drop();
    },
  };
}
