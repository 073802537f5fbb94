import { z } from "zod";
import { CATEGORIES, type Category } from "@/core/category";
import type { IsoDate } from "@/core/import-row";
import type { Box } from "@/core/listing";
import { alignBounds, cellZoomForView, type GridBounds } from "@/core/map-grid";
import {
  type GivenValues,
  type Parameter,
  type RefusedParameter,
  readParameters,
} from "@/core/parameter";
import {
  COLOURS,
  DOMAINS,
  type Domain,
  isColour,
  type Standing,
  UNRATED_STATES,
} from "@/core/standing";

export const SORTS = ["relevance", "name", "distance", "date"] as const;
type Sort = (typeof SORTS)[number];

/** Every grey state that the board shows unasked: sites that have ceased only appear on demand. */
export const OPEN_UNRATED = UNRATED_STATES.filter((state) => state !== "ceased");

/** What a reader asks of the board: one state for page, list, map and API, carried by the URL. */
export interface BoardQuery {
  q: string;
  domain: Domain;
  /** Empty for everything but ceased sites. */
  standings: readonly Standing[];
  categories: readonly Category[];
  /** Slug. */
  authority: string | null;
  /** Rated on that day or later. */
  since: IsoDate | null;
  near: { lat: number; lon: number } | null;
  bounds: Box | null;
  /** View zoom, 1 to 22; cells of the map and the list's bounds follow it. */
  zoom: number;
  sort: Sort;
}

const list = (text: string) => text.split(",").filter(Boolean);

/** Standings in a parameter, where one word stands for all that are open and grey. */
export const STANDING_WORDS = {
  parse: z
    .string()
    .transform(list)
    .pipe(z.array(z.enum([...COLOURS, ...UNRATED_STATES, "unrated"]))),
  want: `a list of ${[...COLOURS, "unrated", ...UNRATED_STATES].join(", ")}`,
  repeats: true,
} as const;

const numberFrom = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,15})?$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const latitude = numberFrom(-85.06, 85.06);
const longitude = numberFrom(-180, 180);

/** The parameters that carry a board query in a URL, for the page and the API alike. */
export const BOARD_PARAMETERS = {
  q: {
    parse: z.string().max(200),
    want: "at most 200 characters",
    about: "Words of a name or address; the last may be the beginning of one.",
    example: "blue door",
  },
  domain: {
    parse: z.enum(DOMAINS),
    want: `one of ${DOMAINS.join(", ")}`,
    about:
      "What is shown, one at a time and never merged: results of food or of goods, or the tax " +
      "standing of the legal entity that runs the site; food unless said otherwise.",
    example: "food",
  },
  colour: {
    ...STANDING_WORDS,
    about:
      "Only sites that show one of these; `unrated` stands for every grey state but `ceased`. " +
      "Without it, everything but sites that have ceased.",
    example: "red,yellow",
  },
  category: {
    parse: z
      .string()
      .transform(list)
      .pipe(z.array(z.enum(CATEGORIES))),
    want: `a list of ${CATEGORIES.join(", ")}`,
    about: "Only sites of one of these kinds of business.",
    example: "restaurant,takeaway",
    repeats: true,
  },
  authority: {
    parse: z.string().regex(/^[a-z0-9-]{1,80}$/),
    want: "the short name of one",
    about: "Only sites of this authority: its `slug` in the list of authorities.",
    example: "tallinn",
  },
  since: {
    parse: z.iso.date().refine((day) => day >= "1900"),
    want: "a date such as 2026-01-31",
    about: "Only sites rated on that day or later.",
    example: "2026-01-31",
  },
  near: {
    parse: z
      .string()
      .transform((text) => text.split(","))
      .pipe(z.tuple([latitude, longitude])),
    want: "latitude,longitude in degrees",
    about: "Where to measure distances from; the nearest come first.",
    example: "59.437,24.745",
  },
  bbox: {
    parse: z
      .string()
      .transform((text) => text.split(","))
      .pipe(z.tuple([longitude, latitude, longitude, latitude]))
      .refine(([, south, , north]) => south <= north),
    want: "west,south,east,north in degrees",
    about:
      "Only sites in this part of the map, widened to whole cells of its zoom `z`; west may " +
      "exceed east across the antimeridian.",
    example: "24.5,59.3,25,59.5",
  },
  z: {
    parse: numberFrom(0, 22),
    want: "a zoom from 0 to 22",
    about: "The zoom of the map that `bbox` is the view of; 12 unless said otherwise.",
    example: "12",
  },
  sort: {
    parse: z.enum(SORTS),
    want: `one of ${SORTS.join(", ")}`,
    about:
      "The order: `distance` where `near` is given, else `relevance` where `q` is, else `name`; " +
      "`date` puts the newest rating first.",
    example: "date",
  },
} as const satisfies Readonly<Record<string, Parameter>>;
type Name = keyof typeof BOARD_PARAMETERS;
type BoardValues = GivenValues<typeof BOARD_PARAMETERS>;

/** Reads a board query from URL parameters; what is not understood is left out and named. */
export function parseBoardQuery(search: URLSearchParams): {
  query: BoardQuery;
  refused: RefusedParameter[];
} {
  const { values, refused } = readParameters(BOARD_PARAMETERS, search);
  const board = boardQuery(values);
  return { query: board.query, refused: [...refused, ...board.refused] };
}

/** The board query that values ask for; what does not fit together is left out and named. */
export function boardQuery(values: BoardValues): {
  query: BoardQuery;
  refused: RefusedParameter[];
} {
  const { near, bbox } = values;
  const q = values.q?.trim() ?? "";
  const impossible = values.sort === "distance" && !near;
  const usual = near ? "distance" : q ? "relevance" : "name";
  const sort = impossible ? usual : (values.sort ?? usual);
  return {
    query: {
      q,
      domain: values.domain ?? "food",
      standings: standingsOf(values.colour),
      categories: [...new Set(values.category ?? [])],
      authority: values.authority ?? null,
      since: values.since ?? null,
      near: near ? { lat: near[0], lon: near[1] } : null,
      bounds: bbox ? { west: bbox[0], south: bbox[1], east: bbox[2], north: bbox[3] } : null,
      zoom: values.z ?? 12,
      sort: sort === "relevance" && !q ? "name" : sort,
    },
    refused: impossible
      ? [{ parameter: "sort", reason: "sort=distance needs near=latitude,longitude." }]
      : [],
  };
}

/** The shortest URL parameters that read back as the same query; order is fixed, so it caches. */
export function boardSearch(query: BoardQuery): URLSearchParams {
  const search = new URLSearchParams();
  const set = (name: Name, value: string) => value && search.set(name, value);
  set("q", query.q);
  if (query.domain !== "food") set("domain", query.domain);
  set("colour", standingWords(query.standings).join(","));
  set("category", query.categories.join(","));
  set("authority", query.authority ?? "");
  set("since", query.since ?? "");
  if (query.near) set("near", `${round(query.near.lat)},${round(query.near.lon)}`);
  if (query.bounds) {
    const { west, south, east, north } = query.bounds;
    set("bbox", [west, south, east, north].map(round).join(","));
    set("z", String(query.zoom));
  }
  const usual = query.near ? "distance" : query.q ? "relevance" : "name";
  if (query.sort !== usual) set("sort", query.sort);
  return search;
}

/** The standings that words mean, each once. */
export function standingsOf(words: readonly (Standing | "unrated")[] = []): Standing[] {
  const standings = words.flatMap((word) => (word === "unrated" ? OPEN_UNRATED : [word]));
  return [...new Set(standings)];
}

/** The fewest words that mean these standings. */
export function standingWords(standings: readonly Standing[]): string[] {
  const allUnrated = OPEN_UNRATED.every((state) => standings.includes(state));
  if (!allUnrated) return [...standings];
  const ceased = standings.includes("ceased") ? ["ceased"] : [];
  return [...standings.filter(isColour), "unrated", ...ceased];
}

/** Five decimals are about a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/** More cells along one side than any screen shows. */
const CELLS_MAX = 128;

/**
 * The whole cells that a query's bounds cover at its zoom; null without bounds. Bounds far larger
 * than a screen of that zoom are covered by coarser cells.
 */
export function boundingCells(query: Pick<BoardQuery, "bounds" | "zoom">): GridBounds[] | null {
  if (!query.bounds) return null;
  for (let zoom = cellZoomForView(query.zoom); ; zoom -= 1) {
    const cells = alignBounds(query.bounds, zoom);
    const isFew = cells.every((c) => c.maxX - c.minX < CELLS_MAX && c.maxY - c.minY < CELLS_MAX);
    if (isFew) return cells;
  }
}
