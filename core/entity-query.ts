import { z } from "zod";
import { STANDING_WORDS, standingsOf, standingWords } from "@/core/board-query";
import { ENTITY_SCHEMES, type EntityScheme, parseEntityNumber } from "@/core/entity-number";
import {
  type GivenValues,
  type Parameter,
  type RefusedParameter,
  readParameters,
} from "@/core/parameter";
import type { Standing } from "@/core/standing";

/** What a reader asks of the list of legal entities; carried by the URL. */
export interface EntityQuery {
  q: string;
  /** Of tax; empty for everything but entities that have ended. */
  standings: readonly Standing[];
  scheme: EntityScheme | null;
}

/** The parameters that carry it, for the page and the API alike. */
export const ENTITY_PARAMETERS = {
  q: {
    parse: z.string().max(200),
    want: "at most 200 characters",
    about: "Words of a name, the last of which may be the beginning of one; or a register number.",
    example: "blue door",
  },
  standing: {
    ...STANDING_WORDS,
    about:
      "Only entities whose tax standing is one of these; `unrated` stands for every grey state " +
      "but `ceased`. Without it, everything but entities that have ended.",
    example: "red,yellow",
  },
  scheme: {
    parse: z.enum(ENTITY_SCHEMES),
    want: `one of ${ENTITY_SCHEMES.join(", ")}`,
    about: "Only entities numbered by this register.",
    example: "ee-regcode",
  },
} as const satisfies Readonly<Record<string, Parameter>>;

/** The query that values ask for. */
export function entityQuery(values: GivenValues<typeof ENTITY_PARAMETERS>): EntityQuery {
  return {
    q: values.q?.trim() ?? "",
    standings: standingsOf(values.standing),
    scheme: values.scheme ?? null,
  };
}

/** Reads a query from URL parameters; what is not understood is left out and named. */
export function parseEntityQuery(search: URLSearchParams): {
  query: EntityQuery;
  refused: RefusedParameter[];
} {
  const { values, refused } = readParameters(ENTITY_PARAMETERS, search);
  return { query: entityQuery(values), refused };
}

/** The shortest URL parameters that read back as the same query, in one order. */
export function entitySearch({ q, standings, scheme }: EntityQuery): URLSearchParams {
  const search = new URLSearchParams();
  const words = standingWords(standings);
  if (q) search.set("q", q);
  if (words.length > 0) search.set("standing", words.join(","));
  if (scheme) search.set("scheme", scheme);
  return search;
}

/** The list of legal entities that a query finds. */
export function entitiesUrl(locale: string, query: EntityQuery): string {
  const search = entitySearch(query).toString();
  return search ? `/${locale}/entities?${search}` : `/${locale}/entities`;
}

/** The register numbers that a text may be, as they are stored. */
export function numbersIn(text: string): { scheme: EntityScheme; number: string }[] {
  if (!/\d/.test(text) || text.length > 40) return [];
  return ENTITY_SCHEMES.flatMap((scheme) => {
    const number = parseEntityNumber(scheme, text);
    return number === null ? [] : [{ scheme, number }];
  });
}
