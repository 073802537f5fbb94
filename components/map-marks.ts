import * as L from "leaflet";
import type { MarkNames } from "@/components/map-labels";
import {
  idsOfMark,
  keyOfMark,
  type MarkElement,
  makeMark,
  moveMark,
  type PlacedMark,
} from "@/components/map-mark-element";
import { marksWithRoom } from "@/components/map-mark-names";
import type { DrawnMark } from "@/components/map-stacks";

type OpenMark = (mark: DrawnMark, at: L.LatLng, button: HTMLButtonElement) => void;

/** New marks are made for so long a frame, so that the map stays smooth. */
const FRAME_MS = 6;

/** The marks on the map: buttons kept by key, one tab stop, arrows move among them. */
export class MapMarks {
  readonly #map: L.Map;
  readonly #names: MarkNames;
  readonly #open: OpenMark;
  readonly #hovered: (ids: string[]) => void;
  readonly #drawn = new Map<string, MarkElement>();
  #order: MarkElement[] = [];
  #wanted: { marks: ReadonlyMap<string, PlacedMark>; named: boolean } = {
    marks: new Map(),
    named: false,
  };
  /** What was there when last all that was wanted was. */
  #whole: ReadonlySet<string> = new Set();
  #frame = 0;
  #lit: HTMLElement | null = null;
  #stop: MarkElement | null = null;
  #named: ReadonlySet<MarkElement> = new Set();
  #dragged = false;

  constructor(map: L.Map, names: MarkNames, open: OpenMark, hovered: (ids: string[]) => void) {
    this.#map = map;
    this.#names = names;
    this.#open = open;
    this.#hovered = hovered;
    map.on("dragstart", () => {
      this.#dragged = true;
    });
    // The click that ends a drag comes after it and must not open what lies under the pointer.
    map.on("dragend", () => setTimeout(() => (this.#dragged = false)));
    map.on("zoom viewreset", () => this.#place());
    map.on("zoomanim", (event) => this.#placeFor(event));
  }

  /** Shows exactly these marks, touching only what differs; with names where asked for. */
  show(marks: readonly PlacedMark[], named: boolean): void {
    const wanted = new Map(marks.map((placed) => [keyOfMark(placed), placed]));
    this.#wanted = { marks: wanted, named };
    // What was on its way to the page and is not wanted any more must not add up there.
    this.#drop((key) => wanted.has(key) || this.#whole.has(key));
    this.#draw();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
  }

  /** Adds what is missing, some of it a frame, and only then drops the rest. */
  #draw(): void {
    cancelAnimationFrame(this.#frame);
    const { marks, named } = this.#wanted;
    const until = performance.now() + FRAME_MS;
    const added = document.createDocumentFragment();
    let isWhole = true;
    for (const [key, placed] of marks) {
      if (this.#drawn.has(key)) continue;
      if (performance.now() > until) {
        isWhole = false;
        break;
      }
      const drawn = this.#make(placed);
      this.#drawn.set(key, drawn);
      added.append(drawn.element);
    }
    this.#map.getPane("markerPane")?.append(added);
    if (!isWhole) {
      this.#frame = requestAnimationFrame(() => this.#draw());
      return;
    }
    this.#drop((key) => marks.has(key));
    this.#whole = new Set(marks.keys());
    this.#arrange();
    this.#showNames(named);
  }

  #drop(isWanted: (key: string) => boolean): void {
    const focused = document.activeElement;
    let lostFocus = false;
    for (const [key, drawn] of this.#drawn) {
      if (isWanted(key)) continue;
      lostFocus ||= drawn.button === focused;
      if (this.#stop === drawn) this.#stop = null;
      drawn.element.remove();
      this.#drawn.delete(key);
    }
    if (lostFocus) this.#map.getContainer().focus({ preventScroll: true });
  }

  /** Lights the mark that stands for a place, alone or among others. */
  light(place: { id: string; lat: number; lon: number } | null): void {
    this.#lit?.classList.remove("is-lit");
    this.#lit = null;
    if (!place) return;
    const found =
      this.#order.find(({ mark }) => idsOfMark(mark).includes(place.id)) ??
      this.#order.find(({ mark }) => mark.kind === "cluster" && isWithin(place, mark.box));
    this.#lit = found?.element ?? null;
    this.#lit?.classList.add("is-lit");
  }

  #place(): void {
    for (const drawn of this.#drawn.values()) {
      moveMark(drawn, this.#map.latLngToLayerPoint(drawn.at));
    }
  }

  /** To where a zoom will end; the style sheet makes a movement of it. */
  #placeFor({ center, zoom }: L.ZoomAnimEvent): void {
    const map = this.#map;
    const pane = map.getPane("mapPane");
    const shift = pane ? L.DomUtil.getPosition(pane) : L.point(0, 0);
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(shift).round();
    for (const drawn of this.#drawn.values()) {
      moveMark(drawn, map.project(drawn.at, zoom).subtract(origin));
    }
  }

  /** Writes the names of single places where there is room for them, or takes them away. */
  #showNames(on: boolean): void {
    const named: ReadonlySet<MarkElement> = on ? marksWithRoom(this.#order, this.#map) : new Set();
    for (const drawn of this.#named) {
      if (!named.has(drawn)) drawn.element.classList.remove("is-named");
    }
    for (const drawn of named) drawn.element.classList.add("is-named");
    this.#named = named;
  }

  #make(placed: PlacedMark): MarkElement {
    const drawn = makeMark(placed, this.#names);
    moveMark(drawn, this.#map.latLngToLayerPoint(drawn.at));
    const { button, mark, at } = drawn;
    const ids = idsOfMark(mark);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      if (!this.#dragged) this.#open(mark, at, button);
    });
    button.addEventListener("dblclick", (event) => event.stopPropagation());
    button.addEventListener("keydown", (event) => this.#steer(event, drawn));
    button.addEventListener("focus", () => this.#makeStop(drawn));
    for (const type of ["pointerenter", "focus"]) {
      button.addEventListener(type, () => this.#hovered(ids));
    }
    for (const type of ["pointerleave", "blur"]) {
      button.addEventListener(type, () => this.#hovered([]));
    }
    return drawn;
  }

  /** From north to south and west to east, in the document as for the arrows. */
  #arrange(): void {
    this.#order = [...this.#drawn.values()].sort(
      (a, b) => b.at.lat - a.at.lat || a.at.lng - b.at.lng,
    );
    const pane = this.#map.getPane("markerPane");
    let next = pane?.firstElementChild ?? null;
    for (const { element, button } of this.#order) {
      if (element === next) next = next.nextElementSibling;
      // Moving an element in the document would take the focus away from it.
      else if (button !== document.activeElement) pane?.insertBefore(element, next);
    }
    if (!this.#stop && this.#order[0]) this.#makeStop(this.#order[0]);
  }

  #makeStop(drawn: MarkElement): void {
    if (this.#stop) this.#stop.button.tabIndex = -1;
    drawn.button.tabIndex = 0;
    this.#stop = drawn;
  }

  #steer(event: KeyboardEvent, from: MarkElement): void {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ];
    if (event.key === "+" || event.key === "=") this.#map.zoomIn();
    else if (event.key === "-") this.#map.zoomOut();
    else if (event.key === "Home") this.#order[0]?.button.focus();
    else if (event.key === "End") this.#order.at(-1)?.button.focus();
    else if (by) this.#towards(from, by[0] ?? 0, by[1] ?? 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** To the nearest mark in a direction that is in view; where there is none, the map moves. */
  #towards(from: MarkElement, dx: number, dy: number): void {
    const start = this.#map.latLngToContainerPoint(from.at);
    const size = this.#map.getSize();
    let best: { drawn: MarkElement; cost: number } | null = null;
    for (const drawn of this.#order) {
      const point = this.#map.latLngToContainerPoint(drawn.at);
      if (point.x < 0 || point.y < 0 || point.x > size.x || point.y > size.y) continue;
      const along = (point.x - start.x) * dx + (point.y - start.y) * dy;
      const across = Math.abs((point.x - start.x) * dy) + Math.abs((point.y - start.y) * dx);
      if (along < 4 || across > 2 * along) continue;
      const cost = along + 2 * across;
      if (!best || cost < best.cost) best = { drawn, cost };
    }
    if (best) best.drawn.button.focus({ preventScroll: true });
    else this.#map.panBy([dx * 120, dy * 120]);
  }
}

function isWithin(
  { lat, lon }: { lat: number; lon: number },
  { west, south, east, north }: { west: number; south: number; east: number; north: number },
): boolean {
  return lat >= south && lat <= north && lon >= west && lon <= east;
}
