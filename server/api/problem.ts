import { z } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import type { RefusedParameter } from "@/core/parameter";
import { PROBLEM_TYPE, problemBody } from "@/core/problem";
import { baseUrl } from "@/services/base-url";

/** What can be wrong with a request; each has its section on the documentation page. */
export const PROBLEMS = {
  "invalid-parameters": {
    status: 400,
    title: "Some parameters were not understood",
    about:
      "A parameter is unknown, repeated, or has a value that it does not take. Each is named in " +
      "`errors` with what would be right.",
  },
  "body-too-large": {
    status: 413,
    title: "This is more than is read here",
    about: "A body has at most 64 kB.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "This kind of body is not read here",
    about: "Bodies are JSON: send them with `Content-Type: application/json`.",
  },
  "not-found": {
    status: 404,
    title: "There is nothing here",
    about:
      "No such path, or nothing known by that id. Where a part of the path is malformed, `errors` " +
      "says how it should look.",
  },
  "method-not-allowed": {
    status: 405,
    title: "This method is not allowed here",
    about: "The `Allow` header lists the methods that are.",
  },
  "too-many-waiting": {
    status: 503,
    title: "Too many readers are waiting",
    about: "Ask again after `Retry-After` seconds, or without `wait`.",
  },
} as const;
export type ProblemName = keyof typeof PROBLEMS;

export const Problem = z
  .object({
    type: z
      .url()
      .openapi({ description: "Names the kind of problem and leads to its explanation." }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ parameter: z.string(), reason: z.string() }))
      .openapi({ description: "What was wrong where, and what would be right." }),
  })
  .openapi("Problem", { description: "Problem details (RFC 9457)." });

type ProblemAnswer<N extends ProblemName> = Response &
  TypedResponse<z.input<typeof Problem>, (typeof PROBLEMS)[N]["status"], "json">;

/** An answer that says what was wrong with the request, and how to put it right. */
export function problem<N extends ProblemName>(
  name: N,
  detail: string,
  { errors = [], headers = {} }: { errors?: RefusedParameter[]; headers?: HeadersInit } = {},
): ProblemAnswer<N> {
  const { status, title } = PROBLEMS[name];
  const body = { type: `${baseUrl()}/api/docs#${name}`, title, status, detail, errors };
  const answer = new Response(problemBody(body), { status, headers });
  answer.headers.set("content-type", PROBLEM_TYPE);
  return answer as ProblemAnswer<N>;
}

/** The refusal of a query whose parameters were not understood. */
export function refuse(errors: RefusedParameter[]): ProblemAnswer<"invalid-parameters"> {
  return problem("invalid-parameters", sentences(errors), { errors });
}

/** The refusal of a path whose parts can name nothing. */
export function refusePath(errors: RefusedParameter[]): ProblemAnswer<"not-found"> {
  return problem("not-found", sentences(errors), { errors });
}

function sentences(errors: RefusedParameter[]): string {
  return [...new Set(errors.map(({ reason }) => reason))].join(" ");
}
