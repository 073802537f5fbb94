import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { formatPublicId } from "@/core/public-id";
import { connect, type Db } from "@/db/client";
import { build } from "@/server/bootstrap.mjs";
import { createDatabase } from "@/tests/support/database";
import { request } from "@/tests/support/raw-request";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { startServer, type TestServer } from "@/tests/support/server";

const ROUNDS = 5;
let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let servers: TestServer[];
let id: string;

/** The words that uk-fhrs has for its outcomes. */
const WORDS: Readonly<Record<string, { colour: string; word: string }>> = {
  "5": { colour: "green", word: "Very good" },
  "3": { colour: "yellow", word: "Generally satisfactory" },
  "0": { colour: "red", word: "Urgent improvement necessary" },
};

beforeAll(async () => {
  build();
  database = await createDatabase();
  db = connect(database.url, { max: 1 });
  await publishOutcome("5", 0);
  const [row] = await db<{ publicId: string }[]>`select public_id from listings`;
  id = formatPublicId(row?.publicId ?? "");
  servers = await Promise.all([startServer(database.url), startServer(database.url)]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await db.end();
  await database.drop();
});

/** Another day's snapshot, in which the one place has another outcome. */
async function publishOutcome(outcome: string, day: number): Promise<void> {
  const date = `2026-01-${String(10 + day).padStart(2, "0")}`;
  await load(db, date, [
    snapshot(),
    site("1", { name: "Blue Door" }),
    rating("1", outcome, { ratedOn: date }),
  ]);
}

/** What one process shows of the place on each of its surfaces, in one word each. */
async function surfaces(server: TestServer): Promise<Record<string, string | null>> {
  const text = async (path: string) => (await request(server.url + path)).text;
  // What is handed to the scripts of a page holds the words of every outcome.
  const word = (page: string) => {
    const shown = page.replaceAll(/<script.*?<\/script>/gs, "");
    // The present rating comes before those it superseded.
    const places = Object.values(WORDS)
      .map(({ word }) => ({ word, at: shown.indexOf(word) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    return places[0]?.word ?? null;
  };
  const colour = (found: string | undefined) =>
    Object.values(WORDS).find((one) => one.colour === found)?.word ?? null;
  const json = async (path: string) => JSON.parse(await text(path));
  const [list, one, tile, suggested, events] = await Promise.all([
    json("/api/v1/sites?q=blue"),
    json(`/api/v1/sites/${id}`),
    json("/api/v1/map/food/0/0/0"),
    json("/api/v1/suggest?q=blue"),
    json("/api/v1/events?after=0&limit=100"),
  ]);
  return {
    board: word(await text("/en")),
    search: word(await text("/en?q=blue")),
    page: word(await text(`/en/sites/${id}/blue-door`)),
    feed: word(await text(`/feeds/en/search.atom?q=blue`)),
    list: list.items[0].ratings[0].word,
    site: one.ratings[0].word,
    map: colour(tile.marks[0].standing),
    suggestion: colour(suggested.items[0].standing),
    events: String(events.items.length),
  };
}

test("a publication is seen on every surface of every process, all of them agreeing", async () => {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const outcome = ["5", "3", "0"][round % 3] ?? "5";
    const { word = "" } = WORDS[outcome] ?? {};
    await publishOutcome(outcome, round);
    for (const server of servers) {
      await vi.waitFor(
        async () => {
          const { events, ...shown } = await surfaces(server);
          expect(Object.entries(shown).filter(([, seen]) => seen !== word)).toEqual([]);
          expect(events).toBe(String(round + 1));
        },
        { timeout: 30_000, interval: 20 },
      );
    }
  }
});
