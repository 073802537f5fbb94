import { SINGLES_ZOOM } from "@/core/map-grid";

/** A tile of marks; `world` counts copies of the earth east (or, negative, west) of the first. */
export interface TileInView {
  z: number;
  x: number;
  y: number;
  world: number;
}

/** What the map shows, in world pixels of its zoom. */
export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const TILE_PX = 256;

/** The zoom of the tiles that hold the marks of a view. */
export function tileZoomOf(viewZoom: number): number {
  return Math.min(viewZoom, SINGLES_ZOOM);
}

/**
 * The tiles that a view of a zoom touches, with `marginPx` around it, from the middle outwards.
 * Beyond the zoom at which tiles show every site, the same tiles serve all nearer views.
 */
export function coverTiles(view: PixelBox, viewZoom: number, marginPx = 0): TileInView[] {
  const z = tileZoomOf(viewZoom);
  const tilePx = TILE_PX * 2 ** (viewZoom - z);
  const side = 2 ** z;
  const first = (px: number) => Math.floor((px - marginPx) / tilePx);
  // A view that ends on the edge of a tile does not touch the next one.
  const last = (px: number) => Math.ceil((px + marginPx) / tilePx) - 1;
  const middle = {
    x: (view.left + view.right) / 2 / tilePx - 0.5,
    y: (view.top + view.bottom) / 2 / tilePx - 0.5,
  };
  const tiles: (TileInView & { away: number })[] = [];
  for (let y = Math.max(0, first(view.top)); y <= Math.min(side - 1, last(view.bottom)); y += 1) {
    for (let x = first(view.left); x <= last(view.right); x += 1) {
      const world = Math.floor(x / side);
      const away = Math.hypot(x - middle.x, y - middle.y);
      tiles.push({ z, x: x - world * side, y, world, away });
    }
  }
  tiles.sort((a, b) => a.away - b.away);
  return tiles.map(({ away, ...tile }) => tile);
}
