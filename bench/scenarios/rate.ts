import { readFileSync } from "node:fs";
import { type Measure, median, type Setting } from "@/bench/measure";
import { loadScheme } from "@/core/load-scheme";
import { rate } from "@/core/rate";
import type { Scheme } from "@/core/scheme";

const PLACES = 500_000;
const PER_SECOND_MIN = 300_000;

const SCORES = [0, 5, 10, 15, 20, 25];
const CONFIDENCE = [0, 5, 10, 20, 30];

interface Triple {
  hygiene: number;
  structural: number;
  confidence: number;
}

/** As many places as the United Kingdom has, with every triple of scores there is. */
function places(): Triple[] {
  const pick = (values: readonly number[], at: number) => values[at % values.length] ?? 0;
  return Array.from({ length: PLACES }, (_, at) => ({
    hygiene: pick(SCORES, at),
    structural: pick(SCORES, Math.floor(at / 6)),
    confidence: pick(CONFIDENCE, Math.floor(at / 36)),
  }));
}

/** Ratings with reasons a second on one core, against a loop that only applies the bands. */
export async function rating({ repeat }: Setting): Promise<Measure[]> {
  const loaded = loadScheme(JSON.parse(readFileSync("core/schemes/uk-fhrs@2018-11.json", "utf8")));
  if (!loaded.ok) throw new Error(loaded.flaw.reason);
  const triples = places();
  const own: number[] = [];
  const bounds: number[] = [];
  let [rated, bare] = [0, 0];
  for (let round = 0; round <= repeat; round += 1) {
    const a = perSecond(() => (rated = sumOf(triples, loaded.scheme)));
    const b = perSecond(() => (bare = sumOfBands(triples)));
    // The first round warms up.
    if (round > 0) own.push(a);
    if (round > 0) bounds.push(b);
  }
  if (rated !== bare) throw new Error("The engine and the bands do not agree.");
  return [
    {
      what: `re-rating ${PLACES} places by three scores, with reasons`,
      value: `${Math.round(median(own))}/s`,
      bound: `bands alone ${Math.round(median(bounds))}/s`,
      ratio: median(own) / median(bounds),
      promise: `>= ${PER_SECOND_MIN}/s`,
      kept: median(own) >= PER_SECOND_MIN,
    },
  ];
}

function perSecond(work: () => void): number {
  const start = performance.now();
  work();
  return (PLACES / (performance.now() - start)) * 1000;
}

function sumOf(triples: readonly Triple[], scheme: Scheme): number {
  let sum = 0;
  for (const triple of triples) {
    const rated = rate({ ...triple }, scheme);
    if (rated.ok) sum += Number(rated.outcome);
  }
  return sum;
}

function sumOfBands(triples: readonly Triple[]): number {
  let sum = 0;
  for (const { hygiene, structural, confidence } of triples) {
    const total = hygiene + structural + confidence;
    const worst = Math.max(hygiene, structural, confidence);
    if (total <= 15 && worst <= 5) sum += 5;
    else if (total <= 20 && worst <= 10) sum += 4;
    else if (total <= 30 && worst <= 10) sum += 3;
    else if (total <= 40 && worst <= 15) sum += 2;
    else if (total <= 50 && worst <= 20) sum += 1;
  }
  return sum;
}
