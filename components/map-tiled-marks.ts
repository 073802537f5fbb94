import type * as L from "leaflet";
import { tileFilter } from "@/components/map-address";
import type { MapMarks } from "@/components/map-marks";
import { gatherMarks, type Placed } from "@/components/map-stacks";
import { coverTiles, MapTiles, type TileInView } from "@/components/map-tiles";
import type { BoardQuery } from "@/core/board-query";

/** What is wrong with the marks in view, worst first. */
export type MarksTrouble = "offline" | "failed" | "partial" | "capped" | "empty";

/** Where names have room beside their marks. */
const NAMES_FROM = 15;
/** How long old marks may stand for new ones. */
const PATIENCE_MS = 500;
const REDRAW_PX = 128;
/** More than `REDRAW_PX`, so that no mark is missing between two steps. */
const AROUND_PX = 160;

/** What the map shows, in world pixels. */
interface View {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Keeps the marks of one board query on the map, wherever it is moved. */
export class TiledMarks {
  readonly #map: L.Map;
  readonly #marks: MapMarks;
  readonly #report: (trouble: MarksTrouble | null) => void;
  readonly #tiles = new MapTiles(() => this.refresh());
  #query: BoardQuery | null = null;
  #named = true;
  #frame = 0;
  #prefetched = "";
  #gathered: { key: string; marks: Placed<number>[] } = { key: "", marks: [] };
  #drawnKey = "";
  #shownLevel = "";
  #awaited = { level: "", since: 0 };
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(map: L.Map, marks: MapMarks, report: (trouble: MarksTrouble | null) => void) {
    this.#map = map;
    this.#marks = marks;
    this.#report = report;
    map.on("move zoomend moveend", () => this.refresh());
  }

  show(query: BoardQuery): void {
    this.#query = query;
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
    clearTimeout(this.#patience);
    this.#query = null;
    this.#tiles.close();
    this.#marks.close();
  }

  #update(query: BoardQuery): void {
    const zoom = Math.round(this.#map.getZoom());
    const { min, max } = this.#map.getPixelBounds();
    if (!min || !max) return;
    const view = { left: min.x, top: min.y, right: max.x, bottom: max.y };
    const filter = tileFilter(query);
    const urlOf = ({ z, x, y }: TileInView) =>
      `/api/v1/map/${query.domain}/${z}/${x}/${y}${filter && `?${filter}`}`;
    const urls = coverTiles(view, zoom).map(urlOf);
    const around = coverTiles(view, zoom, 1).map((tile) => ({ url: urlOf(tile), ...tile }));
    const settled = urls.every((url) => this.#tiles.isSettled(url));
    if (settled) {
      this.#prefetch(around.map(({ url }) => url));
    } else {
      this.#prefetched = "";
      this.#tiles.want(urls);
    }

    const level = `${zoom} ${query.domain} ${filter}`;
    if (level !== this.#shownLevel && !settled && !this.#isImpatient(level)) return;
    clearTimeout(this.#patience);
    this.#shownLevel = level;
    this.#gather(around, zoom);
    this.#draw(view, zoom);
    if (settled) this.#report(this.#troubleOf(urls));
  }

  /** True once new marks have been waited for long enough to show those that are here. */
  #isImpatient(level: string): boolean {
    if (this.#awaited.level !== level) {
      this.#awaited = { level, since: performance.now() };
      clearTimeout(this.#patience);
      this.#patience = setTimeout(() => this.refresh(), PATIENCE_MS + 20);
    }
    return performance.now() - this.#awaited.since > PATIENCE_MS;
  }

  #prefetch(urls: readonly string[]): void {
    const key = urls.join();
    if (key === this.#prefetched) return;
    this.#prefetched = key;
    const ask = () => this.#prefetched === key && this.#tiles.want(urls, "low");
    if ("requestIdleCallback" in window) requestIdleCallback(ask, { timeout: 1000 });
    else ask();
  }

  /** Takes the marks of the tiles that are here, as one where they would cover each other. */
  #gather(tiles: readonly { url: string; world: number }[], zoom: number): void {
    const here = tiles.flatMap(({ url, world }) => {
      const answer = this.#tiles.get(url);
      return answer ? [{ url, world, marks: answer.marks }] : [];
    });
    const key = here.map(({ url, world }) => `${url} ${world}`).join();
    if (key === this.#gathered.key) return;
    const placed = here.flatMap(({ marks, world }) =>
      marks.map((mark) => {
        const { x, y } = this.#map.project([mark.lat, mark.lon + 360 * world], zoom);
        return { mark, x, y, with: world };
      }),
    );
    this.#gathered = { key, marks: gatherMarks(placed) };
  }

  /** Draws what is in view and a little around it, and again after every so many pixels. */
  #draw(view: View, zoom: number): void {
    const steps = [view.left, view.top, view.right, view.bottom].map((px) =>
      Math.floor(px / REDRAW_PX),
    );
    const named = this.#named && zoom >= NAMES_FROM;
    const key = [...steps, named, this.#gathered.key].join();
    if (key === this.#drawnKey) return;
    this.#drawnKey = key;
    const near = this.#gathered.marks.filter(
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

  #troubleOf(urls: readonly string[]): MarksTrouble | null {
    const failed = urls.filter((url) => this.#tiles.hasFailed(url)).length;
    if (failed > 0) {
      if (!navigator.onLine) return "offline";
      return failed === urls.length ? "failed" : "partial";
    }
    const answers = urls.map((url) => this.#tiles.get(url));
    if (answers.some((answer) => answer?.capped)) return "capped";
    return answers.every((answer) => answer?.marks.length === 0) ? "empty" : null;
  }
}
