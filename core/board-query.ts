import { z } from "zod";
import { CATEGORIES, type Category } from "@/core/category";
import type { IsoDate } from "@/core/import-row";
import type { Box } from "@/core/listing";
import {
  COLOURS,
  isColour,
  SITE_DOMAINS,
  type SiteDomain,
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
  domain: SiteDomain;
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

/** A parameter that was not understood, and the sentence that says what would be. */
export interface RefusedParameter {
  parameter: string;
  reason: string;
}

const list = (text: string) => text.split(",").filter(Boolean);
const numberFrom = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,15})?$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const latitude = numberFrom(-85.06, 85.06);
const longitude = numberFrom(-180, 180);

const parameters = {
  q: { parse: z.string().max(200), want: "at most 200 characters" },
  domain: { parse: z.enum(SITE_DOMAINS), want: `one of ${SITE_DOMAINS.join(", ")}` },
  colour: {
    parse: z
      .string()
      .transform(list)
      .pipe(z.array(z.enum([...COLOURS, ...UNRATED_STATES, "unrated"]))),
    want: `a list of ${[...COLOURS, "unrated", ...UNRATED_STATES].join(", ")}`,
  },
  category: {
    parse: z
      .string()
      .transform(list)
      .pipe(z.array(z.enum(CATEGORIES))),
    want: `a list of ${CATEGORIES.join(", ")}`,
  },
  authority: { parse: z.string().regex(/^[a-z0-9-]{1,80}$/), want: "the short name of one" },
  since: {
    parse: z.iso.date().refine((day) => day >= "1900"),
    want: "a date such as 2026-01-31",
  },
  near: {
    parse: z
      .string()
      .transform((text) => text.split(","))
      .pipe(z.tuple([latitude, longitude])),
    want: "latitude,longitude in degrees",
  },
  bbox: {
    parse: z
      .string()
      .transform((text) => text.split(","))
      .pipe(z.tuple([longitude, latitude, longitude, latitude]))
      .refine(([, south, , north]) => south <= north),
    want: "west,south,east,north in degrees",
  },
  z: { parse: numberFrom(0, 22), want: "a zoom from 0 to 22" },
  sort: { parse: z.enum(SORTS), want: `one of ${SORTS.join(", ")}` },
} as const;
type Parameter = keyof typeof parameters;

/** The parameters that carry a board query in a URL. */
export const BOARD_PARAMETERS = Object.keys(parameters) as Parameter[];

/**
 * Reads a board query from URL parameters. What is not understood is left out and named, so that
 * a page can still answer and the API can refuse. Repeated parameters join as one list.
 */
export function parseBoardQuery(search: URLSearchParams): {
  query: BoardQuery;
  refused: RefusedParameter[];
} {
  const refused: RefusedParameter[] = [];
  function read<P extends Parameter>(
    name: P,
  ): z.output<(typeof parameters)[P]["parse"]> | undefined {
    const text = search.getAll(name).filter(Boolean).join(",");
    if (!text) return undefined;
    const { parse, want } = parameters[name];
    const result = parse.safeParse(text);
    if (result.success) return result.data as z.output<(typeof parameters)[P]["parse"]>;
    refused.push({ parameter: name, reason: `${name} takes ${want}.` });
    return undefined;
  }
  const near = read("near");
  const bbox = read("bbox");
  const q = read("q")?.trim() ?? "";
  const colours = read("colour") ?? [];
  const standings = colours.flatMap((c): Standing[] => (c === "unrated" ? OPEN_UNRATED : [c]));
  const query: BoardQuery = {
    q,
    domain: read("domain") ?? "food",
    standings: [...new Set(standings)],
    categories: [...new Set(read("category") ?? [])],
    authority: read("authority") ?? null,
    since: read("since") ?? null,
    near: near ? { lat: near[0], lon: near[1] } : null,
    bounds: bbox ? { west: bbox[0], south: bbox[1], east: bbox[2], north: bbox[3] } : null,
    zoom: read("z") ?? 12,
    sort: "relevance",
  };
  const sort = read("sort") ?? (near ? "distance" : q ? "relevance" : "name");
  if (sort === "distance" && !near) {
    refused.push({ parameter: "sort", reason: "sort=distance needs near=latitude,longitude." });
  } else {
    query.sort = sort;
  }
  if (query.sort === "relevance" && !q) query.sort = "name";
  return { query, refused };
}

/** The shortest URL parameters that read back as the same query; order is fixed, so it caches. */
export function boardSearch(query: BoardQuery): URLSearchParams {
  const search = new URLSearchParams();
  const set = (name: Parameter, value: string) => value && search.set(name, value);
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

function standingWords(standings: readonly Standing[]): string[] {
  const allUnrated = OPEN_UNRATED.every((state) => standings.includes(state));
  if (!allUnrated) return [...standings];
  const ceased = standings.includes("ceased") ? ["ceased"] : [];
  return [...standings.filter(isColour), "unrated", ...ceased];
}

/** Five decimals are about a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
