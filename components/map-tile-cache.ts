import type { MapMark } from "@/core/listing";
import { type Position, toGrid } from "@/core/map-grid";

/** What the server says of one tile. */
export interface TileAnswer {
  marks: MapMark[];
  /** True where more places match than were counted. */
  capped: boolean;
  /** When it was true, where the server could only repeat an earlier answer; an ISO time. */
  asOf?: string | null;
}

export interface TilePlace {
  z: number;
  x: number;
  y: number;
}

/** Where tiles of one question are found; questions differ in domain and filters. */
export type TileUrl = (tile: TilePlace) => string;

/** Some 300 kB of answers in all; a view needs 10 to 70. */
const KEPT_MAX = 600;
/** After this time an answer is still shown, and asked for again. */
const FRESH_MS = 60_000;
/** As long as the server repeats earlier answers, so that its recovery is soon seen. */
const REPEATED_FRESH_MS = 5_000;

interface Kept {
  answer: TileAnswer;
  /** Milliseconds of the same clock as the questions'. */
  at: number;
}

/** Answers by address, the latest used kept, and what they say of tiles within theirs. */
export class TileCache {
  readonly #kept = new Map<string, Kept>();

  keep(url: string, answer: TileAnswer, at: number): void {
    this.#kept.delete(url);
    this.#kept.set(url, { answer, at });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_MAX) break;
      this.#kept.delete(oldest);
    }
  }

  /** The answer for a tile, its own or as a wider tile implies it; however old. */
  find(tile: TilePlace, urlOf: TileUrl): TileAnswer | null {
    const url = urlOf(tile);
    const own = this.#kept.get(url);
    if (own) {
      this.#kept.delete(url);
      this.#kept.set(url, own);
      return own.answer;
    }
    for (let up = 1; up <= tile.z; up += 1) {
      const wider = { z: tile.z - up, x: tile.x >> up, y: tile.y >> up };
      const known = this.#kept.get(urlOf(wider));
      const answer = known && answerWithin(known.answer, tile);
      if (!answer) continue;
      this.keep(url, answer, known.at);
      return answer;
    }
    return null;
  }

  isFresh(url: string, now: number): boolean {
    const kept = this.#kept.get(url);
    return kept !== undefined && now - kept.at < freshMs(kept.answer);
  }
}

/** How long an answer is taken for today's. */
export function freshMs({ asOf }: TileAnswer): number {
  return asOf ? REPEATED_FRESH_MS : FRESH_MS;
}

/**
 * What the answer for a wider tile says of a tile within it, or null where that needs asking: a
 * cluster there would come apart, while single places are all there are.
 */
export function answerWithin(wider: TileAnswer, { z, x, y }: TilePlace): TileAnswer | null {
  if (wider.capped) return null;
  const size = 2 ** (24 - z);
  const tileAt = (place: Position) => {
    const at = toGrid(place);
    return { x: Math.floor(at.x / size), y: Math.floor(at.y / size) };
  };
  const marks = wider.marks.filter((mark) => {
    if (mark.kind === "site") {
      const at = tileAt(mark);
      return at.x === x && at.y === y;
    }
    const { west, south, east, north } = mark.box;
    const [first, last] = [tileAt({ lat: north, lon: west }), tileAt({ lat: south, lon: east })];
    return first.x <= x && x <= last.x && first.y <= y && y <= last.y;
  });
  return marks.every(({ kind }) => kind === "site") ? { ...wider, marks } : null;
}
