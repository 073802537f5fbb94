import type { z } from "@hono/zod-openapi";
import type { Licence, SourceNote } from "@/core/listing";
import { PROBLEMS, Problem, type ProblemName } from "@/server/api/problem";

/** The documented answer of a route.. */
export function answers<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { "application/json": { schema } } } as const;
}

type Refusals<N extends ProblemName> = {
  [Name in N as (typeof PROBLEMS)[Name]["status"]]: {
    description: string;
    content: { "application/problem+json": { schema: typeof Problem } };
  };
};

/** The documented refusals of a route. */
export function problems<N extends ProblemName>(...names: N[]): Refusals<N> {
  return Object.fromEntries(
    names.map((name) => [
      PROBLEMS[name].status,
      {
        description: PROBLEMS[name].about,
        content: { "application/problem+json": { schema: Problem } },
      },
    ]),
  ) as Refusals<N>;
}

/** The `Link` header to the next page of a list. */
export function linkToNext(
  requestUrl: string,
  base: string,
  next: string | null,
): Record<string, string> {
  if (next === null) return {};
  const { pathname, searchParams } = new URL(requestUrl);
  searchParams.set("cursor", next);
  return { link: `<${base}${pathname}?${searchParams}>; rel="next"` };
}

/** A source by the name that is stored of it, whoever keeps it. */
export function sourceAnswer<S extends SourceNote>({ office: _, ...source }: S) {
  return source;
}

/** The licences of sources, each once. */
export function licencesOf(sources: readonly SourceNote[]): Licence[] {
  const named = sources.flatMap(({ licence, licenceUrl }) =>
    licence === null ? [] : [{ name: licence, url: licenceUrl }],
  );
  return [...new Map(named.map((one) => [`${one.name} ${one.url}`, one])).values()];
}
