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

/** A mark as it stands on the page. */
export interface MarkElement {
  mark: DrawnMark;
  at: L.LatLng;
  element: HTMLElement;
  button: HTMLButtonElement;
}

/** Two marks with one key look alike at one place. */
export function keyOfMark({ mark, world }: PlacedMark): string {
  if (mark.kind === "site") return `${world} ${mark.id} ${mark.standing}`;
  const { green, yellow, red, unrated } = mark.counts;
  const mix = [green, yellow, red, unrated].join();
  const inside = mark.kind === "stack" ? mark.sites.map(({ id }) => id).join() : "";
  return `${world} ${mark.lat} ${mark.lon} ${mix} ${inside}`;
}

/** The places a mark shows by themselves; none for a cluster, which only counts them. */
export function idsOfMark(mark: DrawnMark): string[] {
  if (mark.kind === "site") return [mark.id];
  return mark.kind === "stack" ? mark.sites.map(({ id }) => id) : [];
}

/** A mark as a button, not yet on the page. */
export function makeMark({ mark, world }: PlacedMark, names: MarkNames): MarkElement {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  if (mark.kind === "site") {
    button.innerHTML = markMarkup(mark.standing, { size: SITE_PX });
    button.setAttribute("aria-label", names.site(mark));
    button.append(nameTag(mark));
  } else {
    const total = totalOf(mark.counts);
    const only = COUNTED.find((part) => mark.counts[part] === total);
    button.innerHTML =
      total === 1 && only && only !== "unrated"
        ? markMarkup(only, { size: SITE_PX })
        : ringMarkup(mark.counts, names.count(total));
    button.setAttribute("aria-label", names.group(mark.counts, mark.kind));
    button.style.setProperty("--across", `${ringSize(total)}px`);
  }
  const element = document.createElement("div");
  // Leaflet moves what is named so smoothly to where a zoom will have it.
  element.className = "map-mark leaflet-zoom-animated";
  element.append(button);
  return { mark, at: L.latLng(mark.lat, mark.lon + 360 * world), element, button };
}

/** Flat, unlike Leaflet's own markers: in three dimensions each would be a layer to compose. */
export function moveMark({ element }: MarkElement, { x, y }: L.Point): void {
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
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
