import { TILE_PX, type TileInView, tileZoomOf } from "@/components/map-cover";
import type { Placed } from "@/components/map-stacks";

type Project = (place: { lat: number; lon: number }, world: number) => { x: number; y: number };

interface Gap {
  /** Tiles in view whose marks are not here. */
  missing: readonly TileInView[];
  /** Those of them that will not come soon. */
  failed: readonly TileInView[];
  question: string;
  zoom: number;
}

/** Marks of the zoom or question before, which stay where the new ones are still missing. */
export class StandingIn {
  #marks: readonly Placed<number>[] = [];
  #shown: readonly Placed<number>[] = [];
  #question = "";

  /** Takes over what was on the map, some of which may itself have been standing in. */
  take(marks: readonly Placed<number>[], question: string): void {
    this.#marks = [...this.#shown, ...marks];
    this.#question = question;
  }

  /** The old marks that lie in the gap, placed for its zoom; forgets them once there is none. */
  marksIn(gap: Gap, project: Project): { key: string; marks: readonly Placed<number>[] } {
    // Answers to another question may wait for the right ones, and may not take their place.
    const isSame = gap.question === this.#question;
    const tiles = gap.missing.filter((tile) => isSame || !gap.failed.includes(tile));
    if (tiles.length === 0) this.#marks = [];
    const px = TILE_PX * 2 ** (gap.zoom - tileZoomOf(gap.zoom));
    const open = new Set(tiles.map(({ z, x, y, world }) => `${x + world * 2 ** z} ${y}`));
    this.#shown = this.#marks
      .map((old) => ({ ...old, ...project(old.mark, old.with) }))
      .filter(({ x, y }) => open.has(`${Math.floor(x / px)} ${Math.floor(y / px)}`));
    return { key: this.#shown.length > 0 ? [...open].join() : "", marks: this.#shown };
  }
}
