import * as L from "leaflet";
import { OutlinePainter } from "@/components/map-outline-painter";
import type { OutlineTile } from "@/components/map-outline-worker";

/** Nearer than this the finer outline is off by more than it helps; paper and grid remain. */
const OUTLINE_TO = 9;

/** Land and borders in the page's own colours, drawn tile by tile on canvas; nearer, a grid. */
export class OutlineLayer extends L.GridLayer {
  readonly #painter = new OutlinePainter();
  #colours: OutlineTile["colours"] | null = null;

  override createTile({ x, y, z }: L.Coords, done: L.DoneCallback): HTMLElement {
    if (z > OUTLINE_TO) {
      const tile = document.createElement("div");
      tile.className = "map-grid";
      // Leaflet expects the answer later than the tile itself.
      queueMicrotask(() => done(undefined, tile));
      return tile;
    }
    const canvas = document.createElement("canvas");
    const side = this.getTileSize().x;
    const sharpness = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = canvas.height = side * sharpness;
    this.#colours ??= coloursOf(this.getContainer() ?? canvas);
    const tile = { x, y, z, side, sharpness, colours: this.#colours };
    void this.#painter.draw(tile).then((bitmap) => {
      // Without it the map is paper.
      if (bitmap) canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
      done(undefined, canvas);
    });
    return canvas;
  }

  /** The page has changed its colours. */
  repaint(): void {
    this.#colours = null;
    this.redraw();
  }

  close(): void {
    this.#painter.close();
  }
}

function coloursOf(element: HTMLElement): OutlineTile["colours"] {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--map-${name}`).trim();
  return {
    sea: colour("sea"),
    land: colour("land"),
    coast: colour("coast"),
    border: colour("border"),
  };
}
