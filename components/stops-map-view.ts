import * as L from "leaflet";
import { type Basemap, streetLayer } from "@/components/map-basemap";
import { OutlineLayer } from "@/components/map-outline";
import { markMarkup } from "@/components/mark-markup";
import type { Standing } from "@/core/standing";
import "leaflet/dist/leaflet.css";

/** A place on the map of a list: a mark or, on a plan, its number in the order. */
export interface MapStop {
  id: string;
  lat: number;
  lon: number;
  href: string;
  /** What is read out: name and standing. */
  label: string;
  standing: Standing;
  number: string | null;
}

const ZOOM_MAX = 19;
const FIT_ZOOM_MAX = 16;

/** The few places of one page on a map; on a plan with the way from each to the next. */
export class StopsMapView {
  readonly #map: L.Map;
  readonly #bounds: L.LatLngBounds;
  readonly #resized: ResizeObserver;
  readonly #outline = new OutlineLayer({ noWrap: false, keepBuffer: 1, updateWhenZooming: false });
  #streets: L.TileLayer | null = null;

  constructor(container: HTMLElement, stops: readonly MapStop[]) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map = L.map(container, {
      attributionControl: false,
      zoomControl: false,
      maxZoom: ZOOM_MAX,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      markerZoomAnimation: !calm,
      inertia: !calm,
    });
    L.control.attribution({ prefix: false }).addTo(this.#map);
    this.#outline.addTo(this.#map);
    const places = stops.map(({ lat, lon }) => L.latLng(lat, lon));
    this.#bounds = L.latLngBounds(places);
    if (stops.some(({ number }) => number !== null)) {
      L.polyline(places, { className: "stops-way", interactive: false }).addTo(this.#map);
    }
    for (const stop of stops) stopMarker(stop).addTo(this.#map);
    this.#fit();
    // A map that is unfolded had no size before.
    this.#resized = new ResizeObserver(() => {
      this.#map.invalidateSize({ animate: false });
      this.#fit();
    });
    this.#resized.observe(container);
  }

  zoomBy(steps: 1 | -1): void {
    this.#map.setZoom(Math.round(this.#map.getZoom()) + steps);
  }

  /** Pictures of streets, or null for the outline of the world, which also stands in for them. */
  setBasemap(basemap: Basemap | null, onFailed?: () => void): void {
    this.#streets?.remove();
    this.#streets = null;
    if (!basemap) {
      this.#outline.addTo(this.#map);
      return;
    }
    this.#streets = streetLayer(basemap, () => {
      this.setBasemap(null);
      onFailed?.();
    }).addTo(this.#map);
    this.#outline.remove();
  }

  close(): void {
    this.#resized.disconnect();
    this.#outline.close();
    this.#map.remove();
  }

  #fit(): void {
    const { x, y } = this.#map.getSize();
    if (x === 0 || y === 0) return;
    const padding = L.point(32, 32);
    this.#map.fitBounds(this.#bounds, { animate: false, padding, maxZoom: FIT_ZOOM_MAX });
  }
}

function stopMarker({ lat, lon, href, label, standing, number }: MapStop): L.Marker {
  const link = document.createElement("a");
  link.href = href;
  link.className = number === null ? "stop-mark" : "stop-mark stop-number";
  link.ariaLabel = number === null ? label : `${number}. ${label}`;
  link.title = label;
  if (number === null) link.innerHTML = markMarkup(standing, { size: 26 });
  else link.textContent = number;
  return L.marker([lat, lon], {
    icon: L.divIcon({ className: "stop-place", html: link, iconSize: [0, 0] }),
    // The link within takes pointer and keyboard.
    keyboard: false,
  });
}
