import type { Position } from "geojson";
import * as L from "leaflet";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/** A line in shares of the world's side, flat as x0, y0, x1, y1..., with the box it lies in. */
interface Line {
  points: Float64Array;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Outline {
  coasts: Line[];
  borders: Line[];
}

/** Above this zoom the coarse world is wide enough; below, the finer one is fetched. */
const FINE_FROM = 4;

/** Nearer than this the finer outline is off by more than it helps; paper and grid remain. */
const OUTLINE_TO = 10;

const worlds = new Map<"coarse" | "fine", Promise<Outline>>();

function loadWorld(grade: "coarse" | "fine"): Promise<Outline> {
  const known = worlds.get(grade);
  if (known) return known;
  const asked =
    grade === "fine"
      ? import("world-atlas/countries-50m.json")
      : import("world-atlas/countries-110m.json");
  const outline = asked.then((json) => outlineOf(json.default as unknown as World));
  outline.catch(() => worlds.delete(grade));
  worlds.set(grade, outline);
  return outline;
}

function outlineOf(world: World): Outline {
  const land = feature(world, world.objects.land);
  const coasts = land.features.flatMap(({ geometry }) => {
    if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
    return geometry.type === "Polygon" ? geometry.coordinates : [];
  });
  const borders = mesh(world, world.objects.countries, (a, b) => a !== b).coordinates;
  return { coasts: coasts.map(projectLine), borders: borders.map(projectLine) };
}

function projectLine(positions: Position[]): Line {
  const points = new Float64Array(positions.length * 2);
  const line: Line = { points, left: 1, top: 1, right: 0, bottom: 0 };
  positions.forEach(([lon = 0, lat = 0], i) => {
    const sin = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
    const x = lon / 360 + 0.5;
    const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
    points[2 * i] = x;
    points[2 * i + 1] = y;
    line.left = Math.min(line.left, x);
    line.right = Math.max(line.right, x);
    line.top = Math.min(line.top, y);
    line.bottom = Math.max(line.bottom, y);
  });
  return line;
}

/** Land and borders in the page's own colours, drawn tile by tile on canvas; nearer, a grid. */
export class OutlineLayer extends L.GridLayer {
  override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const canvas = document.createElement("canvas");
    const side = this.getTileSize().x;
    const sharpness = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = canvas.height = side * sharpness;
    const context = canvas.getContext("2d");
    if (!context) {
      done(new Error("no canvas"), canvas);
      return canvas;
    }
    context.scale(sharpness, sharpness);
    const paint = (outline: Outline | null) => {
      drawTile(context, side, coords, outline, coloursOf(this.getContainer() ?? canvas));
      done(undefined, canvas);
    };
    if (coords.z > OUTLINE_TO) {
      // Leaflet expects the answer later than the tile itself.
      queueMicrotask(() => paint(null));
    } else {
      loadWorld(coords.z < FINE_FROM ? "coarse" : "fine").then(paint, () => paint(null));
    }
    return canvas;
  }
}

type Colours = ReturnType<typeof coloursOf>;

function coloursOf(element: HTMLElement) {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--map-${name}`).trim();
  return {
    sea: colour("sea"),
    land: colour("land"),
    coast: colour("coast"),
    border: colour("border"),
    grid: colour("grid"),
  };
}

function drawTile(
  context: CanvasRenderingContext2D,
  side: number,
  { x, y, z }: L.Coords,
  outline: Outline | null,
  colours: Colours,
): void {
  context.fillStyle = outline ? colours.sea : colours.land;
  context.fillRect(0, 0, side, side);
  if (!outline) {
    context.fillStyle = colours.grid;
    context.fillRect(0, 0, side, 1);
    context.fillRect(0, 0, 1, side);
    return;
  }
  const world = side * 2 ** z;
  const view: View = { world, left: x * side, top: y * side, side };
  context.fillStyle = colours.land;
  context.fill(trace(view, outline.coasts), "evenodd");
  context.lineJoin = "round";
  context.lineWidth = 1;
  context.strokeStyle = colours.border;
  context.stroke(trace(view, outline.borders));
  context.strokeStyle = colours.coast;
  context.stroke(trace(view, outline.coasts, isSeam));
}

interface View {
  world: number;
  left: number;
  top: number;
  side: number;
}

/** True on the edges of the flat world, where land is cut without there being a coast. */
function isSeam(x: number, y: number): boolean {
  return x < 1e-6 || x > 1 - 1e-6 || y > 1 - 1e-3;
}

/** The lines near a tile as one path; points closer than half a pixel are left out. */
function trace(
  { world, left, top, side }: View,
  lines: readonly Line[],
  isGap: (x: number, y: number) => boolean = () => false,
): Path2D {
  const path = new Path2D();
  const margin = 4;
  for (const line of lines) {
    if (line.right * world < left - margin || line.left * world > left + side + margin) continue;
    if (line.bottom * world < top - margin || line.top * world > top + side + margin) continue;
    const { points } = line;
    let [lastX, lastY] = [Number.NaN, Number.NaN];
    let inGap = true;
    for (let i = 0; i < points.length; i += 2) {
      const [shareX = 0, shareY = 0] = [points[i], points[i + 1]];
      const x = shareX * world - left;
      const y = shareY * world - top;
      const gap = isGap(shareX, shareY);
      if (i === 0 || (gap && inGap)) path.moveTo(x, y);
      else if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5 && i < points.length - 2) continue;
      else path.lineTo(x, y);
      inGap = gap;
      lastX = x;
      lastY = y;
    }
  }
  return path;
}
