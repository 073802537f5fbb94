import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { largest, type Measure, type Setting, spread } from "@/bench/measure";
import { type Site, startSite } from "@/bench/site";
import { seenAfter, viewsOf, type Watched } from "@/bench/views";
import type { Scheme } from "@/core/scheme";
import type { VisitDraft } from "@/core/visit-draft";
import { connect, type Db } from "@/db/client";
import { readPinnedScheme } from "@/db/queries/list-schemes";
import { filledDraft } from "@/tests/support/filled-draft";
import { makeOfficial } from "@/tests/support/people";
import { load, rating, site, snapshot } from "@/tests/support/rows";
import { signInWithApp } from "@/tests/support/sign-in-with-app";
import { WebClient } from "@/tests/support/web-client";

const INSPECTORS = 4;
const READERS = 50;
const ROUNDS = 25;
const WITHIN_MS = 1000;
/** Pauses of an inspector between two visits: far shorter than any visit, and none at all. */
const PAUSES_MS = [2000, 0];
/** A reader looks at a page before the next. */
const READING_MS = 3000;

/** From sending a visit to its being seen, while others submit and many read. */
export async function submit(setting: Setting): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const pauseMs of PAUSES_MS) measures.push(...(await submitAtPace(setting, pauseMs)));
  return measures;
}

async function submitAtPace(setting: Setting, pauseMs: number): Promise<Measure[]> {
  const url = await setting.database(
    setting.sizes.find((size) => size >= 600_000) ?? largest(setting),
  );
  const db = connect(url, { max: 2 });
  const server = await startSite(url);
  const reading = new AbortController();
  const seen = new Map<string, number[]>();
  const everywhere: number[] = [];
  const answers: number[] = [];
  try {
    const scheme = await readPinnedScheme(db, { schemeId: "us-alameda", schemeVersion: "2012" });
    const places = await makePlaces(db);
    const inspectors = await Promise.all(places.map(() => signInInspector(db, server)));
    const readers = Array.from({ length: READERS }, (_, at) =>
      read(server, places, at, reading.signal),
    );
    await Promise.all(
      inspectors.map(async (inspector, at) => {
        const place = places[at];
        if (!place) return;
        for (let round = 0; round <= ROUNDS; round += 1) {
          const { answeredMs, times } = await submitOne(server, inspector, place, scheme, round);
          await delay(pauseMs);
          if (round === 0) continue;
          answers.push(answeredMs);
          everywhere.push(Math.max(...Object.values(times)));
          for (const [name, time] of Object.entries(times)) {
            seen.set(name, [...(seen.get(name) ?? []), time]);
          }
        }
      }),
    );
    reading.abort();
    await Promise.all(readers);
  } finally {
    reading.abort();
    await server.stop();
    await db.end();
  }
  const all = spread(everywhere);
  const pace = pauseMs > 0 ? `${pauseMs / 1000} s between two` : "without a pause";
  return [
    {
      what: `${INSPECTORS} inspectors submit ${everywhere.length} visits, ${pace}, while ${READERS} read: sent to visible in all views`,
      ...all,
      promise: `p99 < ${WITHIN_MS} ms`,
      kept: all.p99 < WITHIN_MS,
    },
    ...[...seen].map(([name, times]) => ({ what: `${pace}: of these, ${name}`, ...spread(times) })),
    { what: `${pace}: the answer to the inspector`, ...spread(answers) },
  ];
}

/** A town of the run's own whose places lie alone in the Atlantic, one for each inspector. */
async function makePlaces(db: Db): Promise<(Watched & { authority: string })[]> {
  const town = `Submitham ${Date.now()}`;
  const slug = town.toLowerCase();
  // Away from the places of other runs, which show the same colours.
  const [lat, lon] = [30 + Math.random() * 8, -45 + Math.random() * 8];
  const at = (n: number) => ({ lat: lat + n / 10, lon: lon - n / 10 });
  const numbers = Array.from({ length: INSPECTORS }, (_, n) => n);
  await load(db, "2026-01-31", [
    snapshot({ town }),
    ...numbers.flatMap((n) => [
      site(String(n + 1), { name: nameOf(n), position: at(n), locality: town }),
      rating(String(n + 1), "3"),
    ]),
  ]);
  await db`
    insert into authority_schemes (authority_id, scheme_id, scheme_version, valid_from)
    select id, 'us-alameda', '2012', '2026-02-01' from authorities where slug = ${slug}`;
  const listed = await db<{ publicId: string; slug: string }[]>`
    select l.public_id, l.slug from listings l join authorities a on a.id = l.authority_id
    where a.slug = ${slug} order by l.name_normal`;
  return listed.map((one, n) => ({
    ...one,
    at: at(n),
    q: `${nameOf(n)} ${town}`,
    authority: slug,
  }));

  function nameOf(n: number): string {
    return `${["Alpha", "Bravo", "Chara", "Delta"][n]} Kitchen`;
  }
}

interface Inspector {
  client: WebClient;
}

async function signInInspector(db: Db, { url }: Site): Promise<Inspector> {
  const [newest] = await db<{ slug: string }[]>`
    select slug from authorities where slug like 'submitham%' order by id desc limit 1`;
  const { email } = await makeOfficial(db, "inspector", newest?.slug);
  const client = new WebClient(url);
  await signInWithApp(client, email);
  return { client };
}

/** One visit from its start to its being seen: green and yellow in turn. */
async function submitOne(
  { url }: Site,
  { client }: Inspector,
  place: Watched,
  scheme: Scheme,
  round: number,
): Promise<{ answeredMs: number; times: Record<string, number> }> {
  const id = randomUUID();
  const wish = { locale: "en", id, site: place.publicId, domain: "food", kind: "complaint" };
  const begun = await client.post("/office/visits", wish);
  if (!begun.headers.get("location")?.endsWith(id)) throw new Error("The visit did not begin.");
  const isGreen = round % 2 === 0;
  const sent = performance.now();
  const answer = await client.send(`/office/visits/${id}`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json" },
    body: JSON.stringify({
      document: documentOf(scheme, isGreen, round),
      revision: 1,
      locale: "en",
    }),
  });
  if (!answer.ok) throw new Error(`The visit was answered with ${answer.status}.`);
  const answeredMs = performance.now() - sent;
  const [word, colour] = isGreen ? ["Pass", "green"] : ["Conditional pass", "yellow"];
  const views = Object.entries({
    ...viewsOf(place, word ?? "", colour ?? ""),
    // Its history shows both words; what was found this time is there once.
    page: { path: viewsOf(place, "", "").page?.path ?? "", shows: [remarkOf(round)] },
  });
  const times = await Promise.all(
    views.map(async ([name, view]) => [name, await seenAfter(url, view, sent)] as const),
  );
  return { answeredMs, times: Object.fromEntries(times) };
}

const ENTRY = { corrected: true, measured: null, photos: [] };
const remarkOf = (round: number) => `Seen in round ${round}.`;

function documentOf(scheme: Scheme, isGreen: boolean, round: number): VisitDraft {
  const visitedOn = new Date().toISOString().slice(0, 10);
  const corrected = { corrected: true };
  const out = isGreen ? {} : { "8": corrected, "22": corrected };
  const draft = filledDraft(scheme, { kind: "complaint", visitedOn, out });
  const comment = remarkOf(round);
  const items = { ...draft.items, "40": { ...ENTRY, mark: "out" as const, comment } };
  return { ...draft, items };
}

/** A reader who goes from page to page: of the places that change and of others. */
async function read(
  { url }: Site,
  places: readonly Watched[],
  reader: number,
  signal: AbortSignal,
): Promise<void> {
  const place = places[reader % places.length];
  const own = place ? Object.values(viewsOf(place, "", "")).map(({ path }) => path) : [];
  const paths = [...own, "/en", `/en?q=${String.fromCharCode(97 + (reader % 26))}a`];
  for (let turn = reader; !signal.aborted; turn += 1) {
    await (await fetch(url + (paths[turn % paths.length] ?? "/en"))).arrayBuffer();
    await delay(READING_MS);
  }
}
