import type * as L from "leaflet";
import { tileQuestion } from "@/components/map-address";
import { coverTiles, type PixelBox, TILE_PX, type TileInView } from "@/components/map-cover";
import type { MapMarks } from "@/components/map-marks";
import { mayLookAhead, whenIdle } from "@/components/map-network";
import { PreparedTiles } from "@/components/map-prepared";
import { gatherMarks, type Placed } from "@/components/map-stacks";
import { StandingIn } from "@/components/map-standing-in";
import type { TileAnswer } from "@/components/map-tile-cache";
import { MapTiles } from "@/components/map-tiles";
import type { BoardQuery } from "@/core/board-query";

/** What is to be said of the marks in view: at most one trouble, worst first, and their age. */
export interface MarksState {
  trouble: "offline" | "failed" | "partial" | "capped" | "empty" | null;
  /** The server could only repeat what it knew at this ISO time. */
  asOf: string | null;
}

/** Where names have room beside their marks. */
const NAMES_FROM = 15;
/** Nothing is asked for while the map moves on within this time... */
const QUIET_MS = 120;
/** ...unless it has been moving for so long. */
const RESTLESS_MS = 500;
/** How long all old marks may stand for new ones; then only where the new are missing. */
const PATIENCE_MS = 500;
const REDRAW_PX = 128;
/** More than `REDRAW_PX`, so that no mark is missing between two steps. */
const AROUND_PX = 160;

interface Tile extends TileInView {
  url: string;
  answer: TileAnswer | null;
  /** In pixels of the first world; null until they are here and ready to be drawn. */
  marks: readonly Placed<null>[] | null;
}

/** Keeps the marks of one board query on the map, wherever it is moved. */
export class TiledMarks {
  readonly #map: L.Map;
  readonly #marks: MapMarks;
  readonly #report: (state: MarksState) => void;
  readonly #tiles = new MapTiles(() => this.refresh());
  readonly #prepared = new PreparedTiles();
  readonly #old = new StandingIn();
  #query: BoardQuery | null = null;
  #named = true;
  #frame = 0;
  #moved = { first: 0, last: 0 };
  #ahead = "";
  #gathered: { from: readonly Tile[]; marks: Placed<number>[]; turn: number } = {
    from: [],
    marks: [],
    turn: 0,
  };
  #drawnKey = "";
  #level = "";
  #question = "";
  #awaited = { level: "", since: 0 };
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(map: L.Map, marks: MapMarks, report: (state: MarksState) => void) {
    this.#map = map;
    this.#marks = marks;
    this.#report = report;
    map.on("move zoomend moveend", () => {
      const now = performance.now();
      if (now - this.#moved.last > QUIET_MS) this.#moved.first = now;
      this.#moved.last = now;
      this.refresh();
    });
  }

  show(query: BoardQuery): void {
    this.#query = query;
    // A new question does not wait for the map to rest.
    this.#moved = { first: 0, last: 0 };
    this.refresh();
  }

  /** Whether names stand beside marks: not on pictures of streets, which have their own. */
  setNamed(named: boolean): void {
    this.#named = named;
    this.refresh();
  }

  /** Asks again at once for what failed. */
  retry(): void {
    this.#tiles.retry();
  }

  /** Looks again at what is in view, once before the next picture on the screen. */
  refresh(): void {
    if (this.#frame || !this.#query) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#query) this.#update(this.#query);
    });
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#later);
    this.#query = null;
    this.#tiles.close();
    this.#marks.close();
  }

  #update(query: BoardQuery): void {
    clearTimeout(this.#later);
    const zoom = Math.round(this.#map.getZoom());
    const { min, max } = this.#map.getPixelBounds();
    if (!min || !max) return;
    const view = { left: min.x, top: min.y, right: max.x, bottom: max.y };
    const question = tileQuestion(query);
    this.#prepared.begin(zoom);
    const find = (tile: TileInView): Tile => {
      const url = question.urlOf(tile);
      const answer = this.#tiles.find(tile, question.urlOf);
      const marks =
        answer &&
        this.#prepared.marksOf(answer, ({ lat, lon }) => this.#map.project([lat, lon], zoom));
      return { ...tile, url, answer, marks };
    };
    const seen = coverTiles(view, zoom).map(find);
    const around = coverTiles(view, zoom, TILE_PX).map(find);
    if (around.some(({ answer, marks }) => answer && !marks)) this.refresh();
    const settled = seen.every(({ url, marks }) => marks || this.#tiles.hasFailed(url));
    this.#ask(seen, around, settled);

    const level = `${zoom} ${question.key}`;
    if (level !== this.#level) {
      if (!settled && !this.#isImpatient(level)) return;
      this.#old.take(this.#gathered.marks, this.#question);
      this.#level = level;
      this.#question = question.key;
    }
    this.#gather(around, zoom);
    const missing = seen.filter(({ marks }) => !marks);
    const failed = missing.filter(({ url }) => this.#tiles.hasFailed(url));
    const old = this.#old.marksIn(
      { missing, failed, question: question.key, zoom },
      ({ lat, lon }, world) => this.#map.project([lat, lon + 360 * world], zoom),
    );
    this.#draw(view, zoom, old);
    if (settled) this.#report(this.#stateOf(seen));
  }

  /** Asks for what is in view once the map rests, and for a ring around it once all that is here. */
  #ask(seen: readonly Tile[], around: readonly Tile[], settled: boolean): void {
    const { first, last } = this.#moved;
    const wait = Math.min(last + QUIET_MS, first + RESTLESS_MS) - performance.now();
    if (wait > 0) {
      this.#lookAgain(wait);
      return;
    }
    this.#moved.first = performance.now();
    const urls = seen.map(({ url }) => url);
    const ring = around.filter(({ answer }) => !answer).map(({ url }) => url);
    const key = urls.join();
    this.#tiles.want(urls, this.#ahead === key ? ring : []);
    if (!settled || this.#ahead === key || ring.length === 0 || !mayLookAhead()) return;
    this.#ahead = key;
    whenIdle(() => this.refresh());
  }

  /** True once new marks have been waited for long enough to show those that are here. */
  #isImpatient(level: string): boolean {
    const now = performance.now();
    if (this.#awaited.level !== level) this.#awaited = { level, since: now };
    const left = this.#awaited.since + PATIENCE_MS - now;
    if (left > 0) this.#lookAgain(left);
    return left <= 0;
  }

  #lookAgain(afterMs: number): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.refresh(), afterMs + 1);
  }

  /** Takes the marks of the tiles that are here, as one where they would cover each other. */
  #gather(tiles: readonly Tile[], zoom: number): void {
    const here = tiles.filter(({ marks }) => marks);
    const { from } = this.#gathered;
    const isSame = here.every(({ marks, world }, i) => {
      return marks === from[i]?.marks && world === from[i]?.world;
    });
    if (isSame && here.length === from.length) return;
    const worldPx = TILE_PX * 2 ** zoom;
    const placed = here.flatMap(({ marks, world }) =>
      (marks ?? []).map(({ mark, x, y }) => ({ mark, x: x + world * worldPx, y, with: world })),
    );
    this.#gathered = { from: here, marks: gatherMarks(placed), turn: this.#gathered.turn + 1 };
  }

  /** Draws what is in view and a little around it, and again after every so many pixels. */
  #draw(
    view: PixelBox,
    zoom: number,
    old: { key: string; marks: readonly Placed<number>[] },
  ): void {
    const steps = [view.left, view.top, view.right, view.bottom].map((px) =>
      Math.floor(px / REDRAW_PX),
    );
    const named = this.#named && zoom >= NAMES_FROM;
    const key = [...steps, named, this.#gathered.turn, old.key].join();
    if (key === this.#drawnKey) return;
    this.#drawnKey = key;
    const near = [...old.marks, ...this.#gathered.marks].filter(
      ({ x, y }) =>
        x > view.left - AROUND_PX &&
        x < view.right + AROUND_PX &&
        y > view.top - AROUND_PX &&
        y < view.bottom + AROUND_PX,
    );
    this.#marks.show(
      near.map((placed) => ({ mark: placed.mark, world: placed.with })),
      named,
    );
  }

  #stateOf(seen: readonly Tile[]): MarksState {
    const times = seen.flatMap(({ answer }) => answer?.asOf ?? []);
    return { trouble: this.#troubleOf(seen), asOf: times.sort()[0] ?? null };
  }

  #troubleOf(seen: readonly Tile[]): MarksState["trouble"] {
    const failed = seen.filter(({ url }) => this.#tiles.hasFailed(url)).length;
    if (failed > 0) {
      if (!navigator.onLine) return "offline";
      return failed === seen.length ? "failed" : "partial";
    }
    if (seen.some(({ answer }) => answer?.capped)) return "capped";
    return seen.every(({ answer }) => answer?.marks.length === 0) ? "empty" : null;
  }
}
