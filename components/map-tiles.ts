import { freshMs, TileCache, type TilePlace, type TileUrl } from "@/components/map-tile-cache";

/** So many at once: what browsers allow, and no more for what is only expected to be seen. */
const ASKED_MAX = 6;
const AHEAD_MAX = 2;

/** How long a tile that failed rests before it is asked for again; doubles while nothing works. */
const REST_MS = 4_000;
const REST_MAX_MS = 60_000;

/** Fetches tiles, those in view first, and drops requests that nobody waits for. */
export class MapTiles {
  readonly #cache = new TileCache();
  readonly #flying = new Map<string, { controller: AbortController; ahead: boolean }>();
  readonly #failed = new Set<string>();
  readonly #changed: () => void;
  #queue: { url: string; ahead: boolean }[] = [];
  #restMs = REST_MS;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #ageing: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks for what is not here or old, in this order; all else under way is no longer wanted. */
  want(seen: readonly string[], ahead: readonly string[] = []): void {
    const now = Date.now();
    const wanted = new Map<string, { url: string; ahead: boolean }>();
    for (const url of seen) wanted.set(url, { url, ahead: false });
    for (const url of ahead) if (!wanted.has(url)) wanted.set(url, { url, ahead: true });
    for (const [url, { controller }] of this.#flying) {
      if (wanted.has(url)) continue;
      this.#flying.delete(url);
      controller.abort();
    }
    this.#queue = [...wanted.values()].filter(
      ({ url }) =>
        !this.#cache.isFresh(url, now) && !this.#flying.has(url) && !this.#failed.has(url),
    );
    this.#askNext();
  }

  /** What is known of a tile, however old. */
  find(tile: TilePlace, urlOf: TileUrl) {
    return this.#cache.find(tile, urlOf);
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
    clearTimeout(this.#ageing);
    this.want([]);
  }

  #askNext(): void {
    for (let next = this.#queue[0]; next; next = this.#queue[0]) {
      if (this.#flying.size >= (next.ahead ? AHEAD_MAX : ASKED_MAX)) return;
      this.#queue.shift();
      void this.#load(next.url, next.ahead);
    }
  }

  async #load(url: string, ahead: boolean): Promise<void> {
    const controller = new AbortController();
    this.#flying.set(url, { controller, ahead });
    try {
      const priority = ahead ? "low" : "auto";
      const response = await fetch(url, { signal: controller.signal, priority });
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      const asOf = response.headers.get("placard-as-of");
      const answer = { ...(await response.json()), asOf };
      if (controller.signal.aborted) return;
      this.#cache.keep(url, answer, Date.now());
      this.#restMs = REST_MS;
      if (asOf) this.#lookAgain(freshMs(answer));
    } catch {
      if (controller.signal.aborted) return;
      // The status line says so.
      this.#fail(url);
    }
    this.#flying.delete(url);
    this.#askNext();
    this.#changed();
  }

  /** Repeated answers are followed by true ones without the reader's doing. */
  #lookAgain(afterMs: number): void {
    clearTimeout(this.#ageing);
    this.#ageing = setTimeout(this.#changed, afterMs);
  }

  #fail(url: string): void {
    this.#failed.add(url);
    if (this.#resting !== undefined) return;
    this.#resting = setTimeout(() => this.retry(), this.#restMs);
    this.#restMs = Math.min(2 * this.#restMs, REST_MAX_MS);
  }
}
