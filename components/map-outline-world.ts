import type { Position } from "geojson";
import { feature, mesh } from "topojson-client";

type Topology = Parameters<typeof mesh>[0];
type Shapes = NonNullable<Parameters<typeof mesh>[1]>;
/** What world-atlas promises to hold. */
type World = Topology & { objects: { countries: Shapes; land: Shapes } };

/** A line in shares of the world's side, flat as x0, y0, x1, y1..., with the box it lies in. */
export interface Line {
  points: Float64Array;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Outline {
  coasts: Line[];
  borders: Line[];
}

const worlds = new Map<"coarse" | "fine", Promise<Outline>>();

export function loadWorld(grade: "coarse" | "fine"): Promise<Outline> {
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
