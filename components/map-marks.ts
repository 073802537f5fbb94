import * as L from "leaflet";
import { COUNTED, type MarkNames, totalOf } from "@/components/map-labels";
import { ringMarkup, ringSize } from "@/components/map-ring";
import { type DrawnMark, SITE_PX } from "@/components/map-stacks";
import { markMarkup } from "@/components/mark-markup";

/** A mark at its place; copies of the earth beside the first one have their own. */
export interface PlacedMark {
  mark: DrawnMark;
  world: number;
}

type OpenMark = (mark: DrawnMark, at: L.LatLng, button: HTMLButtonElement) => void;

const NAME_PX = 13;
const DRAWN_A_FRAME = 60;

interface Drawn {
  mark: DrawnMark;
  marker: L.Marker;
  button: HTMLButtonElement;
  at: L.LatLng;
}

/** The marks on the map: buttons kept by key, one tab stop, arrows move among them. */
export class MapMarks {
  readonly #map: L.Map;
  readonly #names: MarkNames;
  readonly #open: OpenMark;
  readonly #hovered: (ids: string[]) => void;
  readonly #drawn = new Map<string, Drawn>();
  #order: Drawn[] = [];
  #wanted: { marks: ReadonlyMap<string, PlacedMark>; named: boolean } = {
    marks: new Map(),
    named: false,
  };
  #frame = 0;
  #lit: HTMLElement | null = null;
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
  }

  /** Shows exactly these marks, touching only what differs; with names where asked for. */
  show(marks: readonly PlacedMark[], named: boolean): void {
    this.#wanted = { marks: new Map(marks.map((placed) => [keyOf(placed), placed])), named };
    this.#draw();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
  }

  /** Adds what is missing, so many a frame that the map stays smooth, and then drops the rest. */
  #draw(): void {
    cancelAnimationFrame(this.#frame);
    const { marks, named } = this.#wanted;
    let left = DRAWN_A_FRAME;
    for (const [key, placed] of marks) {
      if (this.#drawn.has(key)) continue;
      if (left === 0) {
        this.#frame = requestAnimationFrame(() => this.#draw());
        return;
      }
      left -= 1;
      this.#drawn.set(key, this.#make(placed));
    }
    this.#drop(marks);
    this.#arrange();
    this.#showNames(named);
  }

  #drop(wanted: ReadonlyMap<string, unknown>): void {
    const focused = document.activeElement;
    let lostFocus = false;
    for (const [key, drawn] of this.#drawn) {
      if (wanted.has(key)) continue;
      lostFocus ||= drawn.button === focused;
      drawn.marker.remove();
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
      this.#order.find(({ mark }) => idsOf(mark).includes(place.id)) ??
      this.#order.find(({ mark }) => mark.kind === "cluster" && isWithin(place, mark.box));
    this.#lit = found?.marker.getElement() ?? null;
    this.#lit?.classList.add("is-lit");
  }

  /** Writes the names of single places where there is room for them, or takes them away. */
  #showNames(on: boolean): void {
    const view = this.#map.getBounds();
    const taken: DOMRect[] = [];
    const box = (drawn: Drawn, width: number, left: number) => {
      const { x, y } = this.#map.latLngToLayerPoint(drawn.at);
      return new DOMRect(x + left, y - SITE_PX / 2, width, SITE_PX);
    };
    const inView = on ? this.#order.filter(({ at }) => view.contains(at)) : [];
    for (const drawn of inView) taken.push(box(drawn, SITE_PX, -SITE_PX / 2));
    const named = new Set<Drawn>();
    for (const drawn of inView) {
      if (drawn.mark.kind !== "site") continue;
      const place = box(drawn, widthOf(drawn.mark.name) + 4, SITE_PX / 2 + 1);
      if (taken.some((other) => overlap(place, other))) continue;
      taken.push(place);
      named.add(drawn);
    }
    for (const drawn of this.#order) {
      drawn.marker.getElement()?.classList.toggle("is-named", named.has(drawn));
    }
  }

  #make({ mark, world }: PlacedMark): Drawn {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    const at = L.latLng(mark.lat, mark.lon + 360 * world);
    if (mark.kind === "site") {
      button.innerHTML = markMarkup(mark.standing, { size: SITE_PX });
      button.setAttribute("aria-label", this.#names.site(mark));
      button.append(nameTag(mark));
    } else {
      const total = totalOf(mark.counts);
      const only = COUNTED.find((part) => mark.counts[part] === total);
      button.innerHTML =
        total === 1 && only && only !== "unrated"
          ? markMarkup(only, { size: SITE_PX })
          : ringMarkup(mark.counts, this.#names.count(total));
      button.setAttribute("aria-label", this.#names.group(mark.counts, mark.kind));
      button.style.setProperty("--across", `${ringSize(total)}px`);
    }
    const marker = L.marker(at, {
      icon: L.divIcon({ className: "map-mark", html: button, iconSize: [0, 0] }),
      interactive: false,
      keyboard: false,
    }).addTo(this.#map);
    const drawn = { mark, marker, button, at };
    this.#listen(drawn);
    return drawn;
  }

  #listen(drawn: Drawn): void {
    const { button, mark, at } = drawn;
    const ids = idsOf(mark);
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
  }

  /** From north to south and west to east, in the document as for the arrows. */
  #arrange(): void {
    this.#order = [...this.#drawn.values()].sort(
      (a, b) => b.at.lat - a.at.lat || a.at.lng - b.at.lng,
    );
    const pane = this.#map.getPane("markerPane");
    let next = pane?.firstElementChild ?? null;
    for (const { marker, button } of this.#order) {
      const element = marker.getElement();
      if (!element) continue;
      if (element === next) next = next.nextElementSibling;
      // Moving an element in the document would take the focus away from it.
      else if (button !== document.activeElement) pane?.insertBefore(element, next);
    }
    const stop = this.#order.find(({ button }) => button.tabIndex === 0);
    const first = this.#order[0];
    if (!stop && first) first.button.tabIndex = 0;
  }

  #makeStop(drawn: Drawn): void {
    for (const { button } of this.#order) button.tabIndex = button === drawn.button ? 0 : -1;
  }

  #steer(event: KeyboardEvent, from: Drawn): void {
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
  #towards(from: Drawn, dx: number, dy: number): void {
    const start = this.#map.latLngToContainerPoint(from.at);
    const size = this.#map.getSize();
    let best: { drawn: Drawn; cost: number } | null = null;
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

function keyOf({ mark, world }: PlacedMark): string {
  if (mark.kind === "site") return `${world} ${mark.id} ${mark.standing}`;
  const { green, yellow, red, unrated } = mark.counts;
  const mix = [green, yellow, red, unrated].join();
  const inside = mark.kind === "stack" ? mark.sites.map(({ id }) => id).join() : "";
  return `${world} ${mark.lat} ${mark.lon} ${mix} ${inside}`;
}

function idsOf(mark: DrawnMark): string[] {
  if (mark.kind === "site") return [mark.id];
  return mark.kind === "stack" ? mark.sites.map(({ id }) => id) : [];
}

function isWithin(
  { lat, lon }: { lat: number; lon: number },
  { west, south, east, north }: { west: number; south: number; east: number; north: number },
): boolean {
  return lat >= south && lat <= north && lon >= west && lon <= east;
}

/** The name beside a mark; its button already carries it for screen readers. */
function nameTag(site: { name: string; language: string }): HTMLElement {
  const tag = document.createElement("span");
  tag.className = "map-name";
  tag.lang = site.language;
  tag.dir = "auto";
  tag.textContent = site.name;
  tag.ariaHidden = "true";
  return tag;
}

let ruler: CanvasRenderingContext2D | null | undefined;

function widthOf(text: string): number {
  if (ruler === undefined) {
    ruler = document.createElement("canvas").getContext("2d");
    if (ruler) ruler.font = `500 ${NAME_PX}px ${getComputedStyle(document.body).fontFamily}`;
  }
  return Math.min(ruler?.measureText(text).width ?? text.length * NAME_PX, 180);
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
