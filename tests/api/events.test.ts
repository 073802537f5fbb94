import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Db, database } from "@/db/client";
import { type Publications, watchPublications } from "@/db/publications";
import { api } from "@/server/api/app";
import { WAITERS_MAX } from "@/server/api/routes/list-events";
import { ask, ORIGIN } from "@/tests/api/documented";
import { createDatabase } from "@/tests/support/database";
import { load, rating, site, snapshot } from "@/tests/support/rows";

let url: string;
let drop: () => Promise<void>;
let watch: Publications;
let writer: Db;

beforeAll(async () => {
  ({ url, drop } = await createDatabase());
  process.env.DATABASE_URL = url;
  writer = connect(url);
  watch = await watchPublications(url, database());
});

afterAll(async () => {
  await watch.stop();
  await writer.end();
  await database().end();
  await drop();
});

interface Event {
  position: number;
  kind: string;
  site: string;
}
const events = async (query = "") => (await ask(`/api/v1/events?${query}`)).json();
const publish = (town: string, day: string, outcomes: readonly string[]) =>
  load(writer, day, [
    snapshot({ town }),
    ...outcomes.flatMap((outcome, i) => [site(`${i}`), rating(`${i}`, outcome)]),
  ]);

test("an empty log says where it ends and where to go on", async () => {
  expect(await events()).toMatchObject({ items: [], next: 0, position: 0 });
  expect(await events("after=7")).toMatchObject({ items: [], next: 7 });
});

test("a waiting reader hears of a publication, with what the log says of it", async () => {
  const waiting = events("wait=25");
  await publish("First", "2020-01-02", ["5", "1"]);
  const { items, next, position } = await waiting;
  expect(items.map(({ position, kind }: Event) => [position, kind])).toEqual([
    [1, "listed"],
    [2, "listed"],
  ]);
  expect([next, position]).toEqual([2, 2]);
  await publish("First", "2020-01-03", ["5", "3"]);
  expect((await events("after=2&wait=25")).items).toMatchObject([
    { kind: "rated", site: items[1].site },
  ]);
});

test("a reader that goes away is no longer waited for", async () => {
  const { position } = await events();
  const gone = new AbortController();
  const waiting = Array.from({ length: WAITERS_MAX }, () =>
    api.fetch(
      new Request(`${ORIGIN}/api/v1/events?after=${position}&wait=25`, { signal: gone.signal }),
    ),
  );
  const refused = await ask(`/api/v1/events?after=${position}&wait=25`);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect((await ask(`/api/v1/events?after=${position}`)).status).toBe(200);
  gone.abort();
  for (const response of await Promise.all(waiting)) {
    expect((await response.json()).items).toEqual([]);
  }
  expect((await ask("/api/v1/events?after=0&wait=25")).status).toBe(200);
});

test.each([
  ["after=-1", "after"],
  ["after=1e3", "after"],
  ["limit=1001", "limit"],
  ["wait=26", "wait"],
  ["cursor=1", "cursor"],
])("events?%s is refused", async (query, parameter) => {
  expect(await events(query)).toMatchObject({ status: 400, errors: [{ parameter }] });
});

test("eight writers at once leave no gap, and a reader that resumes goes through all in order", async () => {
  const before = (await events()).position;
  const rounds = 6;
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 8 }, async (_, w) => {
      const db = connect(url, { max: 1 });
      for (let round = 1; round <= rounds; round += 1) {
        const outcomes = ["5", "4", "3", "2"].map((outcome) => (round % 2 ? outcome : "1"));
        await load(db, `2021-01-0${round}`, [
          snapshot({ town: `Town${w}` }),
          ...outcomes.flatMap((outcome, i) => [site(`${i}`), rating(`${i}`, outcome)]),
        ]);
      }
      await db.end();
    }),
  ).finally(() => {
    writing = false;
  });

  const read: number[] = [];
  let after = before;
  let place = 1;
  for (let ended = false; !ended; ) {
    // Whether the writers were done must be known before the look that finds nothing more.
    const done = !writing;
    place = (place * 7 + 3) % 11;
    const { items, next, position } = await events(
      `after=${after}&limit=${place + 1}${done ? "" : "&wait=1"}`,
    );
    expect(position).toBeGreaterThanOrEqual(next);
    // Now and then the reader crashes having kept only a part of what it read.
    const kept = place % 3 === 0 ? items.slice(0, Math.ceil(items.length / 2)) : items;
    read.push(...kept.map((event: Event) => event.position));
    after = kept.at(-1)?.position ?? after;
    ended = done && items.length === 0;
  }
  await writers;
  const total = 8 * 4 * rounds;
  expect(read).toEqual(Array.from({ length: total }, (_, i) => before + 1 + i));
});
