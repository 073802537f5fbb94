import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Publications } from "@/db/publications";
import type { Readers } from "@/db/readers";
import { type Answer, mayBeKept } from "@/server/front/answer";
import { type Encoding, encode } from "@/server/front/encoding";

/** An answer that is kept, with what is sent along each time. */
export interface Kept extends Answer {
  /** Hash of the content. */
  hash: string;
  /** The newest revision for which it is known to hold. */
  revision: number;
  /** The newest revision that it may show something of. */
  shown: number;
  madeAt: number;
  /** Time by which it no longer holds, whatever is published. */
  until: number;
  /** What is sent in each encoding that somebody asked for, made once; a promise while it is made. */
  parcels: Map<Encoding, Parcel | Promise<Parcel>>;
}

/** An answer ready to send, `ETag` apart. */
export interface Parcel {
  /** Names and values in turn, as `writeHead` takes them. */
  headers: readonly string[];
  /** Small bodies are text of single bytes (`latin1`): Node sends those with the headers at once. */
  body: Buffer | string;
}

/**
 * Whole answers to the public's questions, by question, within a bound of memory (DESIGN §2). What
 * a publication has touched is made anew, once however many ask, and stays as the last good answer.
 */
export interface KeptAnswers {
  /** The answer that holds now. */
  findFresh(key: string): Kept | undefined;
  /** Whether nothing that concerns an answer has been published since. */
  isUntouched(answer: Kept): boolean;
  /** The last good answer, however old, unless it is perishable. */
  findLast(key: string): Kept | undefined;
  /** Makes the answer, and keeps it where that is allowed. Those who ask at once share one making. */
  make(key: string, produce: () => Promise<Answer>): Promise<Kept>;
  readonly bytes: number;
  readonly count: number;
}

/** Browsers ask again each time and are mostly told that nothing has changed. */
const FOR_BROWSERS = "public, max-age=0, must-revalidate";
/** Caches between us and the public (RFC 9213) may answer alone for a while, longer when we are down. */
const FOR_CDN = "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400";
/** What the law takes away is gone from them within a minute, whether we are up or down. */
const FOR_CDN_PERISHABLE = "public, max-age=30, stale-while-revalidate=30";

/** What is sent along with each kept answer. */
export function keptHeaders({ perishable }: Pick<Answer, "perishable">): string[] {
  return [
    ...["vary", "accept-encoding", "cache-control", FOR_BROWSERS],
    ...["cdn-cache-control", perishable ? FOR_CDN_PERISHABLE : FOR_CDN],
  ];
}

/** What an entry weighs beside its bodies. */
const OVERHEAD_BYTES = 2000;

export function keepAnswers(
  publications: Publications,
  readers: Readers,
  bytesMax: number,
): KeptAnswers {
  const kept = new LRUCache<string, Kept>({ maxSize: bytesMax, sizeCalculation: weigh });
  const making = new Map<string, { revision: number; answer: Promise<Kept> }>();

  function findFresh(key: string): Kept | undefined {
    const found = kept.get(key);
    return found && Date.now() < found.until && isUntouched(found) ? found : undefined;
  }

  function isUntouched(answer: Kept): boolean {
    const { revision } = publications;
    if (answer.revision === revision) return true;
    if (publications.touchedSince(answer.revision, answer.footprint)) return false;
    answer.revision = revision;
    answer.shown = revision;
    return true;
  }

  async function produceAndKeep(
    key: string,
    revision: number,
    produce: () => Promise<Answer>,
  ): Promise<Kept> {
    const startedAt = Date.now();
    const settle = readers.begin();
    const answer = await produce();
    await settle();
    const made: Kept = {
      ...answer,
      hash: createHash("sha256").update(answer.body).digest("base64url").slice(0, 16),
      revision,
      shown: publications.revision,
      madeAt: startedAt,
      until: Math.min(nextMidnight(startedAt), startedAt + answer.lifetimeS * 1000),
      parcels: new Map(),
    };
    // A slower making that began earlier does not take the place of a newer answer.
    if (mayBeKept(answer) && (kept.peek(key)?.revision ?? 0) <= revision) kept.set(key, made);
    return made;
  }

  return {
    findFresh,
    isUntouched,
    findLast(key) {
      const found = kept.get(key);
      return found?.perishable && Date.now() >= found.until ? undefined : found;
    },
    make(key, produce) {
      const { revision } = publications;
      const running = making.get(key);
      // Whoever asks after a publication does not get what was begun before it.
      if (running?.revision === revision) return running.answer;
      const answer = produceAndKeep(key, revision, produce).finally(() => {
        if (making.get(key)?.answer === answer) making.delete(key);
      });
      making.set(key, { revision, answer });
      return answer;
    },
    get bytes() {
      return kept.calculatedSize;
    },
    get count() {
      return kept.size;
    },
  };
}

/** Larger bodies are sent beside their headers. */
const TEXT_BYTES_MAX = 16_384;

/** An answer in an encoding, compressed once and then kept beside it; at once where it is there. */
export function parcelOf(answer: Kept, encoding: Encoding): Parcel | Promise<Parcel> {
  const there = answer.parcels.get(encoding);
  if (there) return there;
  const packing = pack(answer, encoding).then((parcel) => {
    answer.parcels.set(encoding, parcel);
    return parcel;
  });
  answer.parcels.set(encoding, packing);
  return packing;
}

async function pack(answer: Kept, encoding: Encoding): Promise<Parcel> {
  const { headers, body } = answer;
  const bytes = await encode(body, encoding);
  return {
    headers: [
      ...Object.entries(headers).flat(),
      ...(encoding === "identity" ? [] : ["content-encoding", encoding]),
      ...["content-length", String(bytes.length), ...keptHeaders(answer)],
    ],
    body: bytes.length > TEXT_BYTES_MAX ? bytes : bytes.toString("latin1"),
  };
}

/** Compressed bodies come later and are reckoned with from the start. */
function weigh({ body }: Kept, key: string): number {
  const copies = body.length > TEXT_BYTES_MAX ? 1.6 : 2.6;
  return OVERHEAD_BYTES + key.length + Math.ceil(body.length * copies);
}

/** Days turn at midnight UTC, as the pages' own `today` does. */
function nextMidnight(now: number): number {
  const day = 86_400_000;
  return (Math.floor(now / day) + 1) * day;
}
