import { type Line, loadWorld, type Outline } from "@/components/map-outline-world";

/** What the map asks to have drawn. */
export interface OutlineTile {
  id: number;
  x: number;
  y: number;
  z: number;
  /** In pixels of the page, of which the screen may have more. */
  side: number;
  sharpness: number;
  colours: { sea: string; land: string; coast: string; border: string };
}

/** What it gets; null where the outline could not be had. */
export interface OutlineDrawn {
  id: number;
  bitmap: ImageBitmap | null;
}

/** From this zoom on the finer world is fetched. */
const FINE_FROM = 4;

/** Draws the outline of the world beside the page's own thread, which it would hold up. */
self.addEventListener("message", ({ data }: MessageEvent<OutlineTile>) => {
  void draw(data).then(
    (bitmap) => self.postMessage({ id: data.id, bitmap }, { transfer: [bitmap] }),
    () => self.postMessage({ id: data.id, bitmap: null }),
  );
});

async function draw(tile: OutlineTile): Promise<ImageBitmap> {
  const outline = await loadWorld(tile.z < FINE_FROM ? "coarse" : "fine");
  const canvas = new OffscreenCanvas(tile.side * tile.sharpness, tile.side * tile.sharpness);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No canvas to draw on");
  context.scale(tile.sharpness, tile.sharpness);
  drawTile(context, tile, outline);
  return canvas.transferToImageBitmap();
}

function drawTile(
  context: OffscreenCanvasRenderingContext2D,
  { x, y, z, side, colours }: OutlineTile,
  outline: Outline,
): void {
  context.fillStyle = colours.sea;
  context.fillRect(0, 0, side, side);
  const world = side * 2 ** z;
  context.lineJoin = "round";
  context.lineWidth = 1;
  // What goes beyond one edge of the world comes in at the other.
  for (const copy of [-1, 0, 1]) {
    const view: View = { world, left: (x - copy * 2 ** z) * side, top: y * side, side };
    const coasts = trace(view, outline.coasts);
    context.fillStyle = colours.land;
    context.fill(coasts, "evenodd");
    context.strokeStyle = colours.border;
    context.stroke(trace(view, outline.borders));
    context.strokeStyle = colours.coast;
    context.stroke(coasts);
  }
}

interface View {
  world: number;
  left: number;
  top: number;
  side: number;
}

/** The lines near a tile as one path; points closer than half a pixel are left out. */
function trace({ world, left, top, side }: View, lines: readonly Line[]): Path2D {
  const path = new Path2D();
  const margin = 4;
  for (const line of lines) {
    if (line.right * world < left - margin || line.left * world > left + side + margin) continue;
    if (line.bottom * world < top - margin || line.top * world > top + side + margin) continue;
    const { points } = line;
    let [lastX, lastY] = [Number.NaN, Number.NaN];
    for (let i = 0; i < points.length; i += 2) {
      const x = (points[i] ?? 0) * world - left;
      const y = (points[i + 1] ?? 0) * world - top;
      if (i === 0) path.moveTo(x, y);
      else if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5 && i < points.length - 2) continue;
      else path.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
  }
  return path;
}
