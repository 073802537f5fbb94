import type { Position } from "geojson";
import * as L from "leaflet";
import { feature, mesh } from "topojson-client";

type Topology = Parameters<typeof mesh>[0];
type Shapes = NonNullable<Parameters<typeof mesh>[1]>;
/** What world-atlas promises to hold. */
type World = Topology & { objects: { countries: Shapes; land: Shapes } };

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
const OUTLINE_TO = 9;

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
  const shapes = "features" in land ? land.features : [land];
  const coasts = shapes.flatMap(({ geometry }) => {
    if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
    return geometry.type === "Polygon" ? geometry.coordinates : [];
  });
  const borders = mesh(world, world.objects.countries, (a, b) => a !== b).coordinates;
  return { coasts: coasts.map(projectLine), borders: borders.map(projectLine) };
}

/**
 * Rings in the data go round a globe: where one crosses the 180th meridian it goes on beyond the
 * edge of the flat world, and one round a pole is closed along the lower edge.
 */
function projectLine(positions: Position[]): Line {
  const flat: number[] = [];
  let turns = 0;
  let last = positions[0]?.[0] ?? 0;
  for (const [lon = 0, lat = 0] of positions) {
    if (Math.abs(lon - last) > 180) turns += lon < last ? 1 : -1;
    last = lon;
    const sin = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
    flat.push(lon / 360 + 0.5 + turns, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI));
  }
  if (turns !== 0) flat.push(flat.at(-2) ?? 0, 1.01, flat[0] ?? 0, 1.01);
  const xs = flat.filter((_, i) => i % 2 === 0);
  const ys = flat.filter((_, i) => i % 2 === 1);
  return {
    points: Float64Array.from(flat),
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

/** Land and borders in the page's own colours, drawn tile by tile on canvas; nearer, a grid. */
export class OutlineLayer extends L.GridLayer {
  #colours: Colours | null = null;

  override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    if (coords.z > OUTLINE_TO) {
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
    loadWorld(coords.z < FINE_FROM ? "coarse" : "fine").then(
      (outline) => {
        const context = canvas.getContext("2d");
        context?.scale(sharpness, sharpness);
        this.#colours ??= coloursOf(this.getContainer() ?? canvas);
        if (context) drawTile(context, side, coords, outline, this.#colours);
        done(undefined, canvas);
      },
      // Without it the map is paper.
      () => done(undefined, canvas),
    );
    return canvas;
  }

  /** The page has changed its colours. */
  repaint(): void {
    this.#colours = null;
    this.redraw();
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
  };
}

function drawTile(
  context: CanvasRenderingContext2D,
  side: number,
  { x, y, z }: L.Coords,
  outline: Outline,
  colours: Colours,
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
