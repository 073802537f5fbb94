import postgres from "postgres";
import { ARRAY_TYPES } from "@/db/array-types";
import { APPLICATION_NAME, openSocket } from "@/db/socket";

/** A pool of connections; dates come as `YYYY-MM-DD`, bigints as numbers, columns in camelCase. */
export type Db = ReturnType<typeof connect>;
/** One transaction of a pool. */
export type Tx = Parameters<Parameters<Db["begin"]>[1]>[0];

function asText<T extends string | number>(oid: number, parse: (text: string) => T) {
  return { to: oid, from: [oid], serialize: (value: T) => String(value), parse };
}

/**
 * For statements of a few milliseconds: neither compiled nor shared among processes, and with room
 * for a bitmap of each page of five million listings, past which every row is compared again.
 */
const SHORT_STATEMENTS = { jit: "off", max_parallel_workers_per_gather: "0", work_mem: "32MB" };

/** Opens a pool on a database URL. Nothing connects before the first query. */
export function connect(
  url: string,
  options: {
    max?: number;
    statementTimeoutMs?: number;
    onClose?: () => void;
    /** Its connections are closed by nobody but the database. */
    lasts?: boolean;
    onStatement?: (text: string, values: unknown[]) => void;
  } = {},
) {
  const { onStatement } = options;
  return postgres(url, {
    ...(onStatement && { debug: (_, text, values) => onStatement(text, values) }),
    max: options.max ?? 10,
    onnotice: () => {},
    ...(options.onClose && { onclose: options.onClose }),
    ...(options.lasts && { max_lifetime: null }),
    connect_timeout: 5,
    fetch_types: false,
    // Missing from the types of postgres.js.
    ...({ socket: openSocket } as object),
    // A database that comes back is found at once.
    backoff: (failures) => Math.min(failures * 0.05, 0.25),
    connection: {
      application_name: APPLICATION_NAME,
      // What is asked for decides the plan: a common word is not found the way a rare one is.
      plan_cache_mode: "force_custom_plan",
      ...(options.statementTimeoutMs && {
        statement_timeout: options.statementTimeoutMs,
        ...SHORT_STATEMENTS,
      }),
    },
    transform: { column: { from: postgres.toCamel }, undefined: null },
    types: {
      date: asText(1082, String),
      // Ids, Morton numbers and counts all stay below 2^53.
      bigint: asText(20, Number),
      numeric: asText(1700, Number),
      ...ARRAY_TYPES,
    },
  });
}

/** Stands behind every query of the public's: none is meant to come near it. */
export const STATEMENT_TIMEOUT_MS = 2000;

/** What is recorded may have to wait for whoever records something of the same place. */
const OFFICE_TIMEOUT_MS = 20_000;
const OFFICE_CONNECTIONS_MAX = 6;

const shared = globalThis as {
  placardDatabase?: Db;
  placardOffice?: Db;
  placardReplica?: () => Db | null;
  placardPoolsRenewed?: number;
  placardPoolsBeside?: (() => void)[];
};

/** What is under way on pools that are given up may end for so long. */
const GRACE_S = 25;

/**
 * The process's one pool on the primary. It lives on globalThis, since Next bundles its own copy of
 * this module and hot reload makes more.
 */
export function database(): Db {
  if (!shared.placardDatabase) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set.");
    shared.placardDatabase = connect(url, { statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  }
  return shared.placardDatabase;
}

/** The back-office's pool on the primary: readers cannot use it up, and its commands may wait. */
export function officeDatabase(): Db {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set.");
  shared.placardOffice ??= connect(url, {
    max: OFFICE_CONNECTIONS_MAX,
    statementTimeoutMs: OFFICE_TIMEOUT_MS,
  });
  return shared.placardOffice;
}

/**
 * Gives the process's pools up for new ones: call it when the database goes, and when it is back. A
 * transaction that it left in the middle is never rolled back by postgres.js 3.4.9, nor its
 * connection given back, until its pool is ended; what waits on it is then told.
 */
export function renewPools(): void {
  const { placardDatabase, placardOffice, placardPoolsBeside = [] } = shared;
  delete shared.placardDatabase;
  delete shared.placardOffice;
  delete shared.placardPoolsBeside;
  shared.placardPoolsRenewed = poolsRenewed() + 1;
  for (const pool of [placardDatabase, placardOffice]) void pool?.end({ timeout: GRACE_S });
  for (const end of placardPoolsBeside) end();
}

/** How often the pools were renewed: who keeps one of their own opens another then. */
export function poolsRenewed(): number {
  return shared.placardPoolsRenewed ?? 0;
}

/** Has a pool that somebody keeps of their own ended with the others. */
export function endWithPools(end: () => void): void {
  shared.placardPoolsBeside = [...(shared.placardPoolsBeside ?? []), end];
}

/** Where the public's reads go: a replica that is up to date (db/readers.ts), or the primary. */
export function readDatabase(): Db {
  return shared.placardReplica?.() ?? database();
}

/** Says how a replica is chosen, null for none; for every copy of this module in the process. */
export function chooseReplicaBy(choose: (() => Db | null) | null): void {
  if (choose) shared.placardReplica = choose;
  else delete shared.placardReplica;
}
