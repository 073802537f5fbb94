import * as L from "leaflet";
import { cellBox } from "@/components/map-address";
import { type Basemap, streetLayer } from "@/components/map-basemap";
import { boundsOf, boxOf } from "@/components/map-geo";
import { type MapLabels, MarkNames, type OutcomeWords } from "@/components/map-labels";
import { MapMarks } from "@/components/map-marks";
import { OutlineLayer } from "@/components/map-outline";
import { popupContent } from "@/components/map-popup";
import { ScaleBar } from "@/components/map-scale";
import { CELL_PX, type DrawnMark, type Site } from "@/components/map-stacks";
import { type MarksState, TiledMarks } from "@/components/map-tiled-marks";
import type { BoardQuery } from "@/core/board-query";
import type { Box } from "@/core/listing";
import type { Locale } from "@/core/locale";
import "leaflet/dist/leaflet.css";

/** What the map asks its page to say: at most one trouble, worst first, and the marks' age. */
export interface MapState {
  trouble: MarksState["trouble"] | "tilesFailed";
  asOf: MarksState["asOf"];
}

export interface MapViewOptions {
  locale: Locale;
  dir: "ltr" | "rtl";
  labels: MapLabels;
  schemes: OutcomeWords;
  onState: (state: MapState) => void;
  /**
   * The reader moved the map: never called for moves that the map makes by itself. The bounds are
   * those of whole cells.
   */
  onMove: (bounds: Box, zoom: number) => void;
  onZoomLimits: (limits: { in: boolean; out: boolean }) => void;
  onHover: (ids: string[]) => void;
}

const ZOOM_MIN = 2;
const ZOOM_MAX = 19;
/** A result of one place is shown with the streets around it, not at the last zoom. */
const FIT_ZOOM_MAX = 16;
const SETTLE_MS = 350;
/** So many places or fewer are listed where they are instead of zooming in. */
const LISTED_MAX = 8;

/** The Leaflet map with the marks of one board query. */
export class MapView {
  readonly #map: L.Map;
  readonly #options: MapViewOptions;
  readonly #names: MarkNames;
  readonly #marks: MapMarks;
  readonly #tiled: TiledMarks;
  readonly #calm: boolean;
  readonly #closing = new AbortController();
  readonly #resized: ResizeObserver;
  readonly #outline = new OutlineLayer({ noWrap: false, keepBuffer: 1, updateWhenZooming: false });
  #streets: L.TileLayer | null = null;
  #here: L.Marker | null = null;
  /** What the map was last fitted to; null once the reader has moved it. */
  #fitted: { box: Box | null; zoom: number | null } | null = null;
  #quiet = false;
  #settling: ReturnType<typeof setTimeout> | undefined;
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
    this.#marks = new MapMarks(
      this.#map,
      this.#names,
      (mark, at, button) => this.#open(mark, at, button),
      options.onHover,
    );
    this.#tiled = new TiledMarks(this.#map, this.#marks, ({ trouble, asOf }) =>
      options.onState({ trouble: trouble ?? (this.#tilesFailed ? "tilesFailed" : null), asOf }),
    );
    this.#listen(container);
    this.#resized = new ResizeObserver(() => this.#resize());
    this.#resized.observe(container);
  }

  /** Marks of this query from now on. */
  setQuery(query: BoardQuery): void {
    this.#here?.remove();
    this.#here = query.near ? hereMarker(query.near, this.#options.labels.here) : null;
    this.#here?.addTo(this.#map);
    this.#tiled.show(query);
  }

  /** Shows a box, at `zoom` where the box fits into that, without telling the page. */
  show(box: Box | null, zoom: number | null): void {
    this.#fitted = { box, zoom };
    clearTimeout(this.#settling);
    this.#quietly(() => {
      this.#map.closePopup();
      this.#fit(box, zoom);
    });
  }

  zoomBy(steps: 1 | -1): void {
    this.#map.setZoom(Math.round(this.#map.getZoom()) + steps, { animate: !this.#calm });
  }

  /** Pictures of streets, or null for the outline of the world, which also stands in for them. */
  setBasemap(basemap: Basemap | null, onFailed?: () => void): void {
    this.#streets?.remove();
    this.#streets = null;
    if (basemap) {
      this.#tilesFailed = false;
      this.#streets = streetLayer(basemap, () => {
        this.#tilesFailed = true;
        this.setBasemap(null);
        onFailed?.();
      }).addTo(this.#map);
      this.#outline.remove();
    } else {
      this.#outline.addTo(this.#map);
    }
    this.#tiled.setNamed(!basemap);
  }

  light(place: { id: string; lat: number; lon: number } | null): void {
    this.#marks.light(place);
  }

  close(): void {
    this.#closing.abort();
    this.#resized.disconnect();
    clearTimeout(this.#settling);
    this.#tiled.close();
    this.#outline.close();
    this.#map.remove();
  }

  #listen(container: HTMLElement): void {
    const { signal } = this.#closing;
    this.#map.on("moveend", () => this.#moved());
    // A popup that pushes the map aside has not been asked where to look.
    this.#map.on("autopanstart", () => {
      this.#quiet = true;
    });
    window.addEventListener("online", () => this.#tiled.retry(), { signal });
    // Who comes back to the page after a while sees what is true now.
    document.addEventListener("visibilitychange", () => this.#tiled.refresh(), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener(
      "change",
      () => this.#outline.repaint(),
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
    const quiet = this.#quiet;
    this.#quiet = false;
    if (quiet) return;
    this.#fitted = null;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      const zoom = Math.round(this.#map.getZoom());
      this.#options.onMove(cellBox(boxOf(this.#map.getBounds()), zoom), zoom);
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
    this.#map.setView(bounds.getCenter(), Math.min(zoom, this.#fittingZoom(bounds, zoom)), {
      animate: false,
    });
  }

  /** The nearest zoom for a box of whole cells, which reach a little beyond the view they are of. */
  #fittingZoom(bounds: L.LatLngBounds, zoom: number): number {
    const cells = L.bounds(
      this.#map.project(bounds.getNorthWest(), zoom),
      this.#map.project(bounds.getSouthEast(), zoom),
    ).getSize();
    const room = this.#map.getSize().add([2 * CELL_PX, 2 * CELL_PX]);
    const larger = Math.max(cells.x / room.x, cells.y / room.y);
    return Math.floor(zoom - Math.log2(Math.max(larger, 1)));
  }

  #resize(): void {
    this.#quietly(() => {
      this.#map.invalidateSize({ animate: false, pan: true });
      if (this.#fitted) this.#fit(this.#fitted.box, this.#fitted.zoom);
    });
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
    if (mark.kind === "stack" && (mark.sites.length <= LISTED_MAX || fitting > ZOOM_MAX - 1)) {
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
