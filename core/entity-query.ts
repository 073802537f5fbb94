import { z } from "zod";
import { OPEN_UNRATED } from "@/core/board-query";
import { ENTITY_SCHEMES, type EntityScheme, parseEntityNumber } from "@/core/entity-number";
import { type GivenValues, type Parameter, type RefusedParameter, refusal } from "@/core/parameter";
import { COLOURS, isColour, type Standing, UNRATED_STATES } from "@/core/standing";

/** What a reader asks of the list of legal entities; carried by the URL. */
export interface EntityQuery {
  q: string;
  /** Of tax; empty for everything but entities that have ended. */
  standings: readonly Standing[];
  scheme: EntityScheme | null;
}

const list = (text: string) => text.split(",").filter(Boolean);

/** The parameters that carry it, for the page and the API alike. */
export const ENTITY_PARAMETERS = {
  q: {
    parse: z.string().max(200),
    want: "at most 200 characters",
    about: "Words of a name, the last of which may be the beginning of one; or a register number.",
    example: "blue door",
  },
  standing: {
    parse: z
      .string()
      .transform(list)
      .pipe(z.array(z.enum([...COLOURS, ...UNRATED_STATES, "unrated"]))),
    want: `a list of ${[...COLOURS, "unrated", ...UNRATED_STATES].join(", ")}`,
    about:
      "Only entities whose tax standing is one of these; `unrated` stands for every grey state " +
      "but `ceased`. Without it, everything but entities that have ended.",
    example: "red,yellow",
    repeats: true,
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
  const standings = (values.standing ?? []).flatMap((one): Standing[] =>
    one === "unrated" ? OPEN_UNRATED : [one],
  );
  return {
    q: values.q?.trim() ?? "",
    standings: [...new Set(standings)],
    scheme: values.scheme ?? null,
  };
}

/** Reads a query from URL parameters; what is not understood is left out and named. */
export function parseEntityQuery(search: URLSearchParams): {
  query: EntityQuery;
  refused: RefusedParameter[];
} {
  const refused: RefusedParameter[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(ENTITY_PARAMETERS)) {
    const text = search.getAll(name).filter(Boolean).join(",");
    if (!text) continue;
    const result = parameter.parse.safeParse(text);
    if (result.success) values[name] = result.data;
    else refused.push({ parameter: name, reason: refusal(name, parameter) });
  }
  return { query: entityQuery(values), refused };
}

/** The shortest URL parameters that read back as the same query, in one order. */
export function entitySearch({ q, standings, scheme }: EntityQuery): URLSearchParams {
  const search = new URLSearchParams();
  const allUnrated = OPEN_UNRATED.every((state) => standings.includes(state));
  const words = allUnrated
    ? [...standings.filter((one) => isColour(one) || one === "ceased"), "unrated"]
    : standings;
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
