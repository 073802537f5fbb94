import * as L from "leaflet";
import type { Locale } from "@/components/locales";
import { tileFilter } from "@/components/map-address";
import { type MapLabels, MarkNames, type OutcomeWords } from "@/components/map-labels";
import { MapMarks, type PlacedMark } from "@/components/map-marks";
import { OutlineLayer } from "@/components/map-outline";
import { popupContent } from "@/components/map-popup";
import { ScaleBar } from "@/components/map-scale";
import { type DrawnMark, gatherMarks, type Site } from "@/components/map-stacks";
import { coverTiles, MapTiles, type TileInView } from "@/components/map-tiles";
import type { BoardQuery } from "@/core/board-query";
import type { Box } from "@/core/listing";
import "leaflet/dist/leaflet.css";

export interface Basemap {
  url: string;
  attribution: string;
}

/** What the map asks its page to say, at most one at a time, worst first. */
export type MapTrouble = "offline" | "failed" | "partial" | "capped" | "empty" | "tilesFailed";

export interface MapViewOptions {
  locale: Locale;
  dir: "ltr" | "rtl";
  labels: MapLabels;
  schemes: OutcomeWords;
  onTrouble: (trouble: MapTrouble | null) => void;
  /** The reader moved the map: never called for moves that the map makes by itself. */
  onMove: (bounds: Box, zoom: number) => void;
  onZoomLimits: (limits: { in: boolean; out: boolean }) => void;
  onHover: (ids: string[]) => void;
}

const ZOOM_MIN = 2;
const ZOOM_MAX = 19;
/** A result of one place is shown with the streets around it, not at the last zoom. */
const FIT_ZOOM_MAX = 16;
/** Where names have room beside their marks. */
const NAMES_FROM = 15;
/** How long old marks may stand for new ones. */
const PATIENCE_MS = 500;
const SETTLE_MS = 350;
const TILE_ERRORS_MAX = 4;

/** The Leaflet map with the marks of one board query. */
export class MapView {
  readonly #map: L.Map;
  readonly #options: MapViewOptions;
  readonly #names: MarkNames;
  readonly #marks: MapMarks;
  readonly #tiles: MapTiles;
  readonly #calm: boolean;
  readonly #closing = new AbortController();
  readonly #resized: ResizeObserver;
  readonly #outline = new OutlineLayer({ noWrap: false, keepBuffer: 1, updateWhenZooming: false });
  #gathered: { key: string; marks: PlacedMark[] } = { key: "", marks: [] };
  #streets: L.TileLayer | null = null;
  #here: L.Marker | null = null;
  #query: BoardQuery | null = null;
  /** What the map was last fitted to; null once the reader has moved it. */
  #fitted: { box: Box | null; zoom: number | null } | null = null;
  #quiet = false;
  #shownLevel = "";
  #awaitedLevel = "";
  #awaitedSince = 0;
  #frame = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #prefetched = "";
  #tilesFailed = false;

  constructor(container: HTMLElement, options: MapViewOptions) {
    this.#options = options;
    this.#names = new MarkNames(options.locale, options.labels, options.schemes);
    this.#calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map = L.map(container, {
      zoomControl: false,
      attributionControl: false,
      trackResize: false,
      worldCopyJump: true,
      minZoom: ZOOM_MIN,
      maxZoom: ZOOM_MAX,
      maxBounds: [
        [-85.06, Number.NEGATIVE_INFINITY],
        [85.06, Number.POSITIVE_INFINITY],
      ],
      maxBoundsViscosity: 1,
      zoomAnimation: !this.#calm,
      fadeAnimation: !this.#calm,
      markerZoomAnimation: !this.#calm,
      inertia: !this.#calm,
    });
    const position = options.dir === "rtl" ? "bottomleft" : "bottomright";
    L.control.attribution({ prefix: false, position }).addTo(this.#map);
    new ScaleBar(options.locale, position).addTo(this.#map);
    this.#outline.addTo(this.#map);
    this.#tiles = new MapTiles(() => this.#schedule());
    this.#marks = new MapMarks(
      this.#map,
      this.#names,
      (mark, at, button) => this.#open(mark, at, button),
      options.onHover,
    );
    this.#listen(container);
    this.#resized = new ResizeObserver(() => this.#resize());
    this.#resized.observe(container);
  }

  /** Marks of this query from now on. */
  setQuery(query: BoardQuery): void {
    this.#query = query;
    this.#here?.remove();
    this.#here = query.near ? hereMarker(query.near, this.#options.labels.here) : null;
    this.#here?.addTo(this.#map);
    this.#schedule();
  }

  /** Shows a box, at `zoom` where the box fits into that, without telling the page. */
  show(box: Box | null, zoom: number | null): void {
    this.#fitted = { box, zoom };
    this.#quietly(() => {
      this.#map.closePopup();
      this.#fit(box, zoom);
    });
  }

  zoomBy(steps: 1 | -1): void {
    this.#map.setZoom(Math.round(this.#map.getZoom()) + steps, { animate: !this.#calm });
  }

  /** Pictures of streets, or null for the outline of the world. */
  setBasemap(basemap: Basemap | null): void {
    this.#streets?.remove();
    this.#streets = null;
    if (basemap) {
      this.#tilesFailed = false;
      this.#streets = this.#streetsOf(basemap).addTo(this.#map);
      this.#outline.remove();
    } else {
      this.#outline.addTo(this.#map);
    }
    this.#schedule();
  }

  light(place: { id: string; lat: number; lon: number } | null): void {
    this.#marks.light(place);
  }

  close(): void {
    this.#closing.abort();
    this.#resized.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settling);
    clearTimeout(this.#patience);
    this.#tiles.close();
    this.#map.remove();
  }

  #listen(container: HTMLElement): void {
    const { signal } = this.#closing;
    this.#map.on("move zoomend", () => this.#schedule());
    this.#map.on("moveend", () => this.#moved());
    // A popup that pushes the map aside has not been asked where to look.
    this.#map.on("autopanstart", () => {
      this.#quiet = true;
    });
    window.addEventListener("online", () => this.#tiles.retry(), { signal });
    window.addEventListener("offline", () => this.#schedule(), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener(
      "change",
      () => this.#outline.redraw(),
      { signal },
    );
    container.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Escape") this.#map.closePopup();
      },
      { signal },
    );
  }

  #moved(): void {
    this.#options.onZoomLimits({
      in: this.#map.getZoom() < ZOOM_MAX,
      out: this.#map.getZoom() > ZOOM_MIN,
    });
    this.#schedule();
    const quiet = this.#quiet;
    this.#quiet = false;
    if (quiet) return;
    this.#fitted = null;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#options.onMove(boxOf(this.#map.getBounds()), Math.round(this.#map.getZoom()));
    }, SETTLE_MS);
  }

  /** For moves without animation, which end before this returns. */
  #quietly(move: () => void): void {
    this.#quiet = true;
    move();
    this.#quiet = false;
  }

  #fit(box: Box | null, zoom: number | null): void {
    if (!box) {
      this.#map.setView([25, 10], ZOOM_MIN, { animate: false });
      return;
    }
    const bounds = boundsOf(box);
    if (zoom === null) {
      const [start, end] = this.#options.dir === "rtl" ? [64, 28] : [28, 64];
      this.#map.fitBounds(bounds, {
        animate: false,
        paddingTopLeft: [start, 28],
        paddingBottomRight: [end, 28],
        maxZoom: FIT_ZOOM_MAX,
      });
      return;
    }
    // Rounded to five decimals the box of a view can be a hair larger than the view itself.
    const fitting = this.#map.getBoundsZoom(bounds.pad(-0.02));
    this.#map.setView(bounds.getCenter(), Math.min(zoom, fitting), { animate: false });
  }

  #resize(): void {
    this.#quietly(() => {
      this.#map.invalidateSize({ animate: false, pan: true });
      if (this.#fitted) this.#fit(this.#fitted.box, this.#fitted.zoom);
    });
  }

  #schedule(): void {
    if (this.#frame || !this.#query) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#update();
    });
  }

  #update(): void {
    const query = this.#query;
    if (!query) return;
    const zoom = Math.round(this.#map.getZoom());
    const { min, max } = this.#map.getPixelBounds();
    if (!min || !max) return;
    const view = { left: min.x, top: min.y, right: max.x, bottom: max.y };
    const filter = tileFilter(query);
    const urlOf = ({ z, x, y }: TileInView) =>
      `/api/v1/map/${query.domain}/${z}/${x}/${y}${filter && `?${filter}`}`;
    const inView = coverTiles(view, zoom);
    const around = coverTiles(view, zoom, 1);
    const urls = inView.map(urlOf);
    const settled = urls.every((url) => this.#tiles.isSettled(url));
    if (settled) {
      this.#prefetch(around.map(urlOf));
    } else {
      this.#prefetched = "";
      this.#tiles.want(urls);
    }

    const level = `${zoom} ${query.domain} ${filter}`;
    if (level !== this.#shownLevel && !settled && !this.#isImpatient(level)) return;
    clearTimeout(this.#patience);
    this.#shownLevel = level;
    this.#marks.show(this.#placedMarks(around, around.map(urlOf), zoom));
    this.#marks.showNames(zoom >= NAMES_FROM && !this.#streets);
    if (settled) this.#options.onTrouble(this.#troubleOf(urls));
  }

  /** True once new marks have been waited for long enough to show those that are here. */
  #isImpatient(level: string): boolean {
    if (this.#awaitedLevel !== level) {
      this.#awaitedLevel = level;
      this.#awaitedSince = performance.now();
      clearTimeout(this.#patience);
      this.#patience = setTimeout(() => this.#schedule(), PATIENCE_MS + 20);
    }
    return performance.now() - this.#awaitedSince > PATIENCE_MS;
  }

  #prefetch(urls: readonly string[]): void {
    const key = urls.join();
    if (key === this.#prefetched) return;
    this.#prefetched = key;
    const ask = () => this.#prefetched === key && this.#tiles.want(urls, "low");
    if ("requestIdleCallback" in window) requestIdleCallback(ask, { timeout: 1000 });
    else ask();
  }

  /** The marks of tiles that are here, gathered where they would cover each other. */
  #placedMarks(tiles: readonly TileInView[], urls: readonly string[], zoom: number): PlacedMark[] {
    const key = urls.filter((url) => this.#tiles.get(url)).join();
    if (key !== this.#gathered.key) {
      const marks = tiles.flatMap(({ world }, i) =>
        (this.#tiles.get(urls[i] ?? "")?.marks ?? []).map((mark) => {
          const { x, y } = this.#map.project([mark.lat, mark.lon + 360 * world], zoom);
          return { mark, x, y, with: world };
        }),
      );
      this.#gathered = {
        key,
        marks: gatherMarks(marks).map((placed) => ({ mark: placed.mark, world: placed.with })),
      };
    }
    return this.#gathered.marks;
  }

  #troubleOf(urls: readonly string[]): MapTrouble | null {
    const failed = urls.filter((url) => this.#tiles.hasFailed(url)).length;
    if (failed > 0) {
      if (!navigator.onLine) return "offline";
      return failed === urls.length ? "failed" : "partial";
    }
    const answers = urls.map((url) => this.#tiles.get(url));
    if (answers.some((answer) => answer?.capped)) return "capped";
    if (answers.every((answer) => answer?.marks.length === 0)) return "empty";
    return this.#tilesFailed ? "tilesFailed" : null;
  }

  #open(mark: DrawnMark, at: L.LatLng, button: HTMLButtonElement): void {
    if (mark.kind === "site") {
      this.#openPopup([mark], at, button);
      return;
    }
    const zoom = this.#map.getZoom();
    const bounds = boundsOf(mark.box);
    const shift = at.lng - mark.lon;
    const there = L.latLngBounds(
      [bounds.getSouth(), bounds.getWest() + shift],
      [bounds.getNorth(), bounds.getEast() + shift],
    );
    const fitting = Math.min(this.#map.getBoundsZoom(there.pad(0.15)), ZOOM_MAX);
    if (mark.kind === "stack" && (mark.sites.length <= 8 || fitting > ZOOM_MAX - 1)) {
      this.#openPopup(mark.sites, at, button);
      return;
    }
    const animate = !this.#calm;
    if (fitting > zoom) this.#map.setView(there.getCenter(), fitting, { animate });
    else this.#map.setView(at, Math.min(zoom + 2, ZOOM_MAX), { animate });
  }

  #openPopup(sites: readonly Site[], at: L.LatLng, button: HTMLButtonElement): void {
    const content = popupContent(sites, { ...this.#options, names: this.#names }, () =>
      this.#map.closePopup(popup),
    );
    const popup = L.popup({
      className: "map-popup",
      closeButton: false,
      // Clear of what lies over the corners of the map.
      autoPanPaddingTopLeft: [12, 60],
      autoPanPaddingBottomRight: [60, 12],
      offset: [0, -8],
      minWidth: 200,
      maxWidth: 280,
      maxHeight: Math.max(120, Math.min(300, this.#map.getSize().y - 110)),
    })
      .setLatLng(at)
      .setContent(content);
    popup.on("remove", () => {
      // Back to where the reader was, unless they have gone elsewhere meanwhile.
      if (content.contains(document.activeElement)) button.focus({ preventScroll: true });
    });
    popup.openOn(this.#map);
    content.querySelector("a")?.focus({ preventScroll: true });
  }

  #streetsOf({ url, attribution }: Basemap): L.TileLayer {
    let errors = 0;
    const layer = L.tileLayer(url, {
      attribution,
      maxZoom: ZOOM_MAX,
      // Tile servers may refuse who does not say where they come from.
      referrerPolicy: "strict-origin-when-cross-origin",
    });
    layer.on("tileload", () => {
      errors = 0;
    });
    layer.on("tileerror", () => {
      errors += 1;
      if (errors < TILE_ERRORS_MAX || this.#streets !== layer) return;
      this.#tilesFailed = true;
      this.setBasemap(null);
    });
    return layer;
  }
}

function boundsOf({ west, south, east, north }: Box): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east < west ? east + 360 : east]);
}

/** Degrees as URLs carry them: at most once around the earth, and within the square world. */
function boxOf(bounds: L.LatLngBounds): Box {
  const clamp = (lat: number) => Math.max(-85.05, Math.min(85.05, lat));
  const wrap = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const whole = bounds.getEast() - bounds.getWest() >= 360;
  return {
    west: whole ? -180 : wrap(bounds.getWest()),
    south: clamp(bounds.getSouth()),
    east: whole ? 180 : wrap(bounds.getEast()),
    north: clamp(bounds.getNorth()),
  };
}

function hereMarker({ lat, lon }: { lat: number; lon: number }, label: string): L.Marker {
  const dot = document.createElement("span");
  dot.role = "img";
  dot.ariaLabel = label;
  return L.marker([lat, lon], {
    icon: L.divIcon({ className: "map-here", html: dot, iconSize: [0, 0] }),
    interactive: false,
    keyboard: false,
    zIndexOffset: -10_000,
  });
}
