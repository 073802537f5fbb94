import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { formatPublicId } from "@/core/public-id";
import type { VisitDraft } from "@/core/visit-draft";
import { connect, type Db } from "@/db/client";
import { build } from "@/server/bootstrap.mjs";
import { registerNumber } from "@/server/demo-data/register-number";
import { createDatabase } from "@/tests/support/database";
import { giveTaxStanding, makeEntity, publishTheseEntities } from "@/tests/support/entities";
import { filledDraft } from "@/tests/support/filled-draft";
import { atWork, type OfficeClient } from "@/tests/support/office-client";
import { makeOfficial } from "@/tests/support/people";
import { request } from "@/tests/support/raw-request";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { schemeNamed } from "@/tests/support/schemes";
import { startServer, type TestServer } from "@/tests/support/server";
import { signInWithApp } from "@/tests/support/sign-in-with-app";
import { WebClient } from "@/tests/support/web-client";

const ROUNDS = 5;
let database: Awaited<ReturnType<typeof createDatabase>>;
let db: Db;
let servers: TestServer[];
let id: string;

const PENDING = { colour: "pending", word: "Result to come" };

/** The words that uk-fhrs has for its outcomes: what is imported. */
const WORDS: Readonly<Record<string, { colour: string; word: string }>> = {
  "5": { colour: "green", word: "Very good" },
  "3": { colour: "yellow", word: "Generally satisfactory" },
  "0": { colour: "red", word: "Urgent improvement necessary" },
};

/** What the town's own visits come to. */
const SMILES = schemeNamed("no-smilefjes@2016");
const SMILE = { colour: "green", word: "Smile: no breaches found" };
const FROWN = { colour: "red", word: "Sad mouth: serious breaches" };
const SHOWN = [...Object.values(WORDS), PENDING, SMILE, FROWN];

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

/**
 * What one process shows of the place on each of its surfaces, in one word each; to a reader who
 * has seen a revision elsewhere, where one is given.
 */
async function surfaces(
  server: TestServer,
  seen: number | null = null,
): Promise<Record<string, string | null>> {
  const headers: Record<string, string> =
    seen === null ? {} : { "if-none-match": `"${"-".repeat(16)}-${seen.toString(36)}"` };
  const text = async (path: string) => (await request(server.url + path, headers)).text;
  // What is handed to the scripts of a page holds the words of every outcome.
  const word = (page: string) => {
    const [whole, row] = page.replaceAll(/<script.*?<\/script>/gs, "").split("data-site-id", 2);
    // On a board the filters name every state as well.
    const shown = row ?? whole ?? "";
    // The present rating comes before those it superseded.
    const places = SHOWN.map(({ word }) => ({ word, at: shown.indexOf(word) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    return places[0]?.word ?? null;
  };
  // Only a scheme's outcomes have words there.
  const said = ({ ratings: [first] }: { ratings: { word: string | null; colour: string }[] }) =>
    first?.word ?? first?.colour ?? null;
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
    list: said(list.items[0]),
    site: said(one),
    map: tile.marks[0].standing,
    suggestion: suggested.items[0].standing,
    events: String(events.items.length),
  };
}

/** The same where all agree on a result; no feed has an entry for what is being confirmed. */
function agreeing({ colour, word }: { colour: string; word: string }) {
  const isPending = word === PENDING.word;
  const api = isPending ? colour : word;
  const pages = { board: word, search: word, page: word, feed: isPending ? null : word };
  return { ...pages, list: api, site: api, map: colour, suggestion: colour };
}

/** Every process shows a result before long, whoever asks. */
async function expectEverywhere(result: { colour: string; word: string }): Promise<void> {
  const counts = await Promise.all(
    servers.map((server) =>
      vi.waitFor(
        async () => {
          const { events, ...shown } = await surfaces(server);
          expect(shown).toEqual(agreeing(result));
          return events;
        },
        { timeout: 30_000, interval: 20 },
      ),
    ),
  );
  const [logged] = await db<{ count: number }[]>`select count(*) from events`;
  expect(counts).toEqual(servers.map(() => String(logged?.count)));
}

test("a publication is seen on every surface of every process, all of them agreeing", async () => {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const outcome = ["5", "3", "0"][round % 3] ?? "5";
    await publishOutcome(outcome, round);
    await expectEverywhere(WORDS[outcome] ?? PENDING);
  }
});

test("so is a visit of which another process was told: being confirmed, then its result", async () => {
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'no-smilefjes', '2016', '2026-02-01' from authorities`;
  const [told, other] = servers as [TestServer, TestServer];
  const [inspector, reviewer] = [
    await official(told, "inspector"),
    await official(told, "reviewer"),
  ];
  for (let round = 1; round <= ROUNDS; round += 1) {
    // Hours apart, so that the last one holds.
    const times = { timeIn: `0${round}:00`, timeOut: `0${round}:30` };
    const bad = await submit(inspector, { ...times, inputs: { ...BEST, area1: 3 } });
    await expectOfWhoHasSeen(other, PENDING);
    await expectEverywhere(PENDING);
    expect((await reviewer.confirm(bad)).status).toBe(303);
    await expectOfWhoHasSeen(other, FROWN);
    await expectEverywhere(FROWN);
    await submit(inspector, { ...times, timeIn: `0${round}:15`, inputs: BEST });
    await expectOfWhoHasSeen(other, SMILE);
    await expectEverywhere(SMILE);
  }
});

test("and so is what changes a place's record and not its listing: the closure it shows is confirmed", async () => {
  const [told, other] = servers as [TestServer, TestServer];
  const [inspector, reviewer] = [
    await official(told, "inspector"),
    await official(told, "reviewer"),
  ];
  const unconfirmed = async (server: TestServer) =>
    (await request(`${server.url}/en/sites/${id}/blue-door`)).text.includes("has yet to confirm");
  const closure = await submit(inspector, {
    ...{ timeIn: "22:00", timeOut: "22:30", inputs: { ...BEST, area1: 3 } },
    emergency: { grounds: "Sewage on the kitchen floor" },
  });
  const shows = (isShown: boolean) =>
    Promise.all(
      [told, other].map((server) =>
        vi.waitFor(async () => expect(await unconfirmed(server)).toBe(isShown), {
          ...{ timeout: 30_000, interval: 20 },
        }),
      ),
    );
  await shows(true);
  expect((await reviewer.confirm(closure)).status).toBe(303);
  await shows(false);
});

test("what becomes of a business reaches every page that found it by its name", async () => {
  const number = registerNumber("ee-regcode", 7);
  const company = await makeEntity(db, { number, name: "Blue Door Trading AS" });
  const asOf = new Date().toISOString().slice(0, 10);
  const shown = async (server: TestServer) => {
    const { text } = await request(`${server.url}/en?q=blue+door`);
    const [, block = ""] = text.replaceAll(/<script.*?<\/script>/gs, "").split('id="businesses"');
    return [
      block.includes("Blue Door Trading AS"),
      /In good standing|Not in good standing/.exec(block)?.[0],
    ];
  };
  const expectShown = (expected: unknown) =>
    Promise.all(
      servers.map((server) =>
        vi.waitFor(async () => expect(await shown(server)).toEqual(expected), {
          ...{ timeout: 30_000, interval: 20 },
        }),
      ),
    );
  await expectShown([false, undefined]);
  for (const [standing, outcome, word] of [
    ["green", "good", "In good standing"],
    ["red", "not-good", "Not in good standing"],
  ] as const) {
    await giveTaxStanding(db, company, { standing, outcome, asOf });
    await publishTheseEntities(db, [company]);
    await expectShown([true, word]);
  }
  await db`update legal_entities set state = 'ended' where id = ${company}`;
  await publishTheseEntities(db, [company]);
  await expectShown([false, undefined]);
});

const BEST = filledDraft(SMILES).inputs;

async function official(server: TestServer, role: "inspector" | "reviewer"): Promise<OfficeClient> {
  const client = new WebClient(server.url);
  await signInWithApp(client, (await makeOfficial(db, role, "testham")).email);
  return atWork(client);
}

/** The number of a visit of today that the process has taken. */
async function submit(by: OfficeClient, changes: Partial<VisitDraft>): Promise<string> {
  const visit = randomUUID();
  const visitedOn = new Date().toISOString().slice(0, 10);
  expect((await by.start({ id: visit, site: id })).status).toBe(303);
  const document = filledDraft(SMILES, { kind: "complaint", visitedOn, ...changes });
  const answer = await by.submit(visit, document);
  expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
  return visit;
}

/** Whoever has seen the newest revision anywhere is shown it at once, without any waiting. */
async function expectOfWhoHasSeen(server: TestServer, result: typeof PENDING): Promise<void> {
  const [counter] = await db<{ revision: number }[]>`select revision from event_counter`;
  const { events: _, ...shown } = await surfaces(server, counter?.revision ?? 0);
  expect(shown).toEqual(agreeing(result));
}
