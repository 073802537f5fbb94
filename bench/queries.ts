import postgres from "postgres";
import { type BoardQuery, parseBoardQuery } from "@/core/board-query";
import { connect, type Db, STATEMENT_TIMEOUT_MS } from "@/db/client";
import { cellColumns } from "@/db/queries/board-filter";
import { findAuthority } from "@/db/queries/find-authority";
import { findBoardPage } from "@/db/queries/find-board-page";
import { findExtent } from "@/db/queries/find-extent";
import { findSite } from "@/db/queries/find-site";
import { listPublishers } from "@/db/queries/list-authorities";
import { listMapMarks } from "@/db/queries/list-map-marks";
import { suggest } from "@/db/queries/suggest";

/** The map answers from its cells, or from rows where a filter asks for what these do not tell. */
const GROUPS = ["search", "map cells", "map rows", "page"] as const;

/** The questions of one group, measured; times in milliseconds over all samples of the group. */
export interface QueryMeasure {
  group: (typeof GROUPS)[number];
  p50: number;
  p95: number;
  p99: number;
  max: number;
  /** Of the 99th percentile to that of the same statements sent raw. */
  ratio: number;
  /** The slowest by median. */
  worst: { name: string; p50: number; max: number }[];
  /** How the database answers the slowest statement of the first of these. */
  plan: string[];
}

interface Case {
  name: string;
  group: QueryMeasure["group"];
  ask: (db: Db) => Promise<unknown>;
}

interface Statement {
  text: string;
  values: unknown[];
}

interface Sampled extends Case {
  times: number[];
  rawTimes: number[];
}

const WORST_SHOWN = 10;
const DAY = "2026-01-01";

/** Every so many rounds the statements are sent raw, too. */
const RAW_ROUNDS = 3;

/**
 * Measures every public query on a board of `seed scale`, interleaved, `repeat` times after one
 * warm-up, as the public's connections ask them of a server with the memory of a small town's; a
 * query that runs into the timeout counts with that.
 */
export async function measureQueries(url: string, repeat: number): Promise<QueryMeasure[]> {
  const sent: Statement[] = [];
  const options = { max: 4, statementTimeoutMs: STATEMENT_TIMEOUT_MS };
  const db = connect(url, {
    ...options,
    onStatement: (text, values) => sent.push({ text, values }),
  });
  const raw = connect(url, options);
  try {
    const sampled: Sampled[] = (await listCases(db)).map((one) => ({
      ...one,
      times: [],
      rawTimes: [],
    }));
    for (let round = 0; round <= repeat; round += 1) {
      for (const one of sampled) {
        sent.length = 0;
        const time = await timed(() => one.ask(db));
        if (round > 0) one.times.push(time);
        if (round % RAW_ROUNDS !== 1) continue;
        const statements = [...sent];
        one.rawTimes.push(await timed(() => sendRaw(raw, statements)));
      }
    }
    const measures: QueryMeasure[] = [];
    for (const group of GROUPS) {
      const summary = summarise(group, sampled);
      const worst = sampled.find(({ name }) => name === summary.worst[0]?.name);
      sent.length = 0;
      await worst?.ask(db);
      measures.push({ ...summary, plan: await planOfSlowest(raw, [...sent]) });
    }
    print(measures);
    return measures;
  } finally {
    await Promise.all([db.end(), raw.end()]);
  }
}

const CANCELLED = "57014";

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof postgres.PostgresError && error.code === CANCELLED)) throw error;
  }
  return performance.now() - start;
}

async function sendRaw(raw: Db, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements) await raw.unsafe(text, values as never[]);
}

async function planOfSlowest(raw: Db, statements: readonly Statement[]): Promise<string[]> {
  let slowest: { statement: Statement; time: number } | null = null;
  for (const statement of statements) {
    const time = await timed(() => sendRaw(raw, [statement]));
    if (!slowest || time > slowest.time) slowest = { statement, time };
  }
  if (!slowest) return [];
  const { text, values } = slowest.statement;
  const rows = await raw.unsafe(`explain (analyze, buffers) ${text}`, values as never[]);
  // Postgres writes the function of facets out each time.
  return rows.map((row) =>
    `${Object.values(row)[0]}`.replaceAll(/\(array_remove\(.*?NULL::text\)\)::text\[\]/g, "facets"),
  );
}

function summarise(
  group: QueryMeasure["group"],
  sampled: readonly Sampled[],
): Omit<QueryMeasure, "plan"> {
  const members = sampled.filter((one) => one.group === group);
  const times = members.flatMap((one) => one.times);
  const rawTimes = members.flatMap((one) => one.rawTimes);
  return {
    group,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    max: quantile(times, 1),
    ratio: quantile(times, 0.99) / quantile(rawTimes, 0.99),
    worst: members
      .map(({ name, times: own }) => ({ name, p50: quantile(own, 0.5), max: quantile(own, 1) }))
      .sort((a, b) => b.p50 - a.p50)
      .slice(0, WORST_SHOWN),
  };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? 0;
}

function print(measures: readonly QueryMeasure[]): void {
  const number = (value: number) => value.toFixed(1).padStart(8);
  console.log("group         p50     p95     p99     max   ratio");
  for (const { group, p50, p95, p99, max, ratio } of measures) {
    const times = [p50, p95, p99, max].map(number).join("");
    console.log(`${group.padEnd(9)}${times}${ratio.toFixed(2).padStart(8)}`);
  }
  for (const { worst } of measures) {
    for (const { name, p50, max } of worst) {
      console.log(`  ${name.padEnd(44)}${number(p50)}${number(max)}`);
    }
  }
}

const LONDON = { lat: 51.51, lon: -0.12 };
const SHANGHAI = { lat: 31.23, lon: 121.47 };

/** What a reader's window of 1280 by 800 pixels shows around a place. */
function view({ lat, lon }: { lat: number; lon: number }, z: number): string {
  const [width, height] = [(360 / 2 ** z) * 2.5, (360 / 2 ** z) * 1];
  const box = [
    Math.max(lon - width, -180),
    Math.max(lat - height, -85),
    Math.min(lon + width, 180),
    Math.min(lat + height, 85),
  ];
  return `bbox=${box.map((degrees) => degrees.toFixed(5)).join(",")}&z=${z}`;
}

function parse(search: string): BoardQuery {
  const { query, refused } = parseBoardQuery(new URLSearchParams(search));
  if (refused.length > 0) throw new Error(refused[0]?.reason);
  return query;
}

const TEXTS = {
  "common word": "restaurant",
  "common Chinese": "饭店",
  "common Arabic": "مطعم النور",
  "two words": "kitchen london",
  "rare word": "quenwickwood",
  "one letter": "h",
  "late letter": "y",
  "one Han": "海",
  "every Han": "中山路",
  typo: "restuarant",
  "typo in a name": "harlingtom",
  nothing: "zzzzzqqq",
  "many words": "the kitchen street london 12",
};

const FILTERS = {
  "": "",
  authority: "authority=scale-jade",
  "small authority": "authority=scale-reef-2",
  "green in bars": "colour=green&category=bar",
  "one state": "colour=disputed",
  "rare pair": "colour=disputed&category=care",
  ceased: "colour=ceased",
  since: "since=2025-06-01",
  goods: "domain=goods",
  "rare goods": "domain=goods&colour=red&category=seller&authority=scale-reef-goods",
};

async function listCases(db: Db): Promise<Case[]> {
  const board = (name: string, search: string): Case => ({
    name: `list ${name}`,
    group: "search",
    ask: (on) => findBoardPage(on, parse(search), { cursor: null, limit: 20 }),
  });
  const cases: Case[] = [];
  for (const [name, q] of Object.entries(TEXTS)) {
    const text = `q=${encodeURIComponent(q)}`;
    cases.push(board(name, text));
    for (const filter of ["authority", "since", "one state", "small authority"] as const) {
      cases.push(board(`${name}, ${filter}`, `${text}&${FILTERS[filter]}`));
    }
    for (const z of [5, 13]) {
      cases.push(board(`${name}, London z${z}`, `${text}&${view(LONDON, z)}`));
    }
    cases.push(board(`${name}, by date`, `${text}&sort=date`));
    cases.push(board(`${name}, near`, `${text}&near=51.51,-0.12`));
    cases.push(board(`${name}, near ocean`, `${text}&near=-40,-120`));
    cases.push({
      name: `suggest ${name}`,
      group: "search",
      ask: (on) => suggest(on, { q, domain: "food", near: null, limit: 8 }),
    });
    cases.push(mapCase(`${name} z5`, text, LONDON, 5), mapCase(`${name} z12`, text, LONDON, 12));
  }
  for (const [name, filter] of Object.entries(FILTERS)) {
    for (const sort of ["name", "date"])
      cases.push(board(`${name} by ${sort}`, `${filter}&sort=${sort}`));
    cases.push(board(`${name} near`, `${filter}&near=31.23,121.47`));
    for (const z of [3, 6, 9, 12, 15]) {
      cases.push(board(`${name} Shanghai z${z}`, `${filter}&${view(SHANGHAI, z)}`));
      cases.push(mapCase(`${name} z${z}`, filter, SHANGHAI, z));
    }
    cases.push(
      board(`${name} world at z22`, `${filter}&bbox=-180,-85,180,85&z=22`),
      board(`${name} antimeridian`, `${filter}&bbox=177,-20,-178,-15&z=9`),
      board(`${name} London by date`, `${filter}&${view(LONDON, 11)}&sort=date`),
      {
        name: `extent ${name}`,
        group: mapGroup(filter),
        ask: (on) => findExtent(on, parse(filter)),
      },
    );
  }
  const first = await findBoardPage(db, parse(""), { cursor: null, limit: 20 });
  const [site] = await db<{ id: string; slug: string }[]>`
    select l.public_id as id, a.slug from listings l join authorities a on a.id = l.authority_id
    where l.entity_id is not null and l.morton is not null order by l.entity_id, l.site_id limit 1`;
  const slug = "scale-jade";
  return [
    ...cases,
    {
      name: "list second page",
      group: "search",
      ask: (on) => findBoardPage(on, parse(""), { cursor: first.next, limit: 20 }),
    },
    { name: "site", group: "page", ask: (on) => findSite(on, site?.id ?? "") },
    { name: "authority", group: "page", ask: (on) => findAuthority(on, slug, DAY) },
    { name: "publishers", group: "page", ask: (on) => listPublishers(on) },
  ];
}

function mapGroup(filter: string): QueryMeasure["group"] {
  return cellColumns(parse(filter)) ? "map cells" : "map rows";
}

function mapCase(name: string, filter: string, at: typeof LONDON, z: number): Case {
  const size = 2 ** z;
  const sin = Math.sin((at.lat * Math.PI) / 180);
  const x = Math.floor(((at.lon + 180) / 360) * size);
  const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size);
  return {
    name: `map ${name}`,
    group: mapGroup(filter),
    ask: (on) => listMapMarks(on, parse(filter), { z, x, y }),
  };
}
