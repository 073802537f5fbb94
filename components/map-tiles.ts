import type { MapMark } from "@/core/listing";

/** What the server says of one tile. */
export interface TileAnswer {
  marks: MapMark[];
  /** True where more places match than were counted. */
  capped: boolean;
}

/** A tile in view; `world` counts copies of the earth east (or, negative, west) of the first. */
export interface TileInView {
  z: number;
  x: number;
  y: number;
  world: number;
}

const TILE_PX = 256;

/** The tiles that a view in world pixels of zoom `z` touches, with `ring` rows around them. */
export function coverTiles(
  view: { left: number; top: number; right: number; bottom: number },
  z: number,
  ring = 0,
): TileInView[] {
  const side = 2 ** z;
  const first = (px: number) => Math.floor(px / TILE_PX) - ring;
  // A view that ends on the edge of a tile does not touch the next one.
  const last = (px: number) => Math.ceil(px / TILE_PX) - 1 + ring;
  const tiles: TileInView[] = [];
  for (let y = Math.max(0, first(view.top)); y <= Math.min(side - 1, last(view.bottom)); y += 1) {
    for (let x = first(view.left); x <= last(view.right); x += 1) {
      const world = Math.floor(x / side);
      tiles.push({ z, x: x - world * side, y, world });
    }
  }
  return tiles;
}

/** Answers of some 200 kB in all; a view needs 30 to 50. */
const KEPT_MAX = 400;

/** How long a tile that failed rests before it is asked for again; doubles while nothing works. */
const REST_MS = 4_000;
const REST_MAX_MS = 60_000;

/** Fetches tile answers by URL, keeps the latest, and drops requests that nobody waits for. */
export class MapTiles {
  readonly #kept = new Map<string, TileAnswer>();
  readonly #flying = new Map<string, AbortController>();
  readonly #failed = new Set<string>();
  readonly #changed: () => void;
  #restMs = REST_MS;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks for what is not here yet; anything else under way is no longer wanted. */
  want(urls: readonly string[], priority: RequestPriority = "auto"): void {
    const wanted = new Set(urls);
    for (const [url, controller] of this.#flying) {
      if (wanted.has(url)) continue;
      this.#flying.delete(url);
      controller.abort();
    }
    for (const url of wanted) {
      const known = this.#kept.has(url) || this.#flying.has(url) || this.#failed.has(url);
      if (!known) void this.#load(url, priority);
    }
  }

  get(url: string): TileAnswer | undefined {
    const answer = this.#kept.get(url);
    if (answer) {
      this.#kept.delete(url);
      this.#kept.set(url, answer);
    }
    return answer;
  }

  isSettled(url: string): boolean {
    return this.#kept.has(url) || this.#failed.has(url);
  }

  hasFailed(url: string): boolean {
    return this.#failed.has(url);
  }

  /** Lets tiles that failed be asked for at once. */
  retry(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#failed.clear();
    this.#changed();
  }

  close(): void {
    clearTimeout(this.#resting);
    this.want([]);
  }

  async #load(url: string, priority: RequestPriority): Promise<void> {
    const controller = new AbortController();
    this.#flying.set(url, controller);
    try {
      const response = await fetch(url, { signal: controller.signal, priority });
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      this.#keep(url, (await response.json()) as TileAnswer);
      this.#restMs = REST_MS;
    } catch {
      // The status line says so.
      if (!controller.signal.aborted) this.#fail(url);
    }
    if (controller.signal.aborted) return;
    this.#flying.delete(url);
    this.#changed();
  }

  #fail(url: string): void {
    this.#failed.add(url);
    if (this.#resting !== undefined) return;
    this.#resting = setTimeout(() => this.retry(), this.#restMs);
    this.#restMs = Math.min(2 * this.#restMs, REST_MAX_MS);
  }

  #keep(url: string, answer: TileAnswer): void {
    this.#kept.set(url, answer);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_MAX) break;
      this.#kept.delete(oldest);
    }
  }
}
