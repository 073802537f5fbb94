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
    about:
      "Bodies are JSON: send them with `Content-Type: application/json`. Deliveries of tax figures " +
      "are `text/csv` or `application/x-ndjson`.",
  },
  "broken-off": {
    status: 400,
    title: "The body did not arrive whole",
    about: "The connection ended before the whole body had come. Nothing changed; send it again.",
  },
  "not-signed": {
    status: 401,
    title: "This is not signed by a registered key",
    about:
      "`Placard-Key` names a key that the authority has registered and not ended; " +
      "`Placard-Signature` is the Ed25519 signature, base64, over the text `placard-tax-batch:v1:` " +
      "and the SHA-256 of the body in lower-case hex. A body that lost or gained a byte is another.",
  },
  "refused-batch": {
    status: 409,
    title: "This delivery was refused",
    about:
      "A second person has refused this very body. It stays refused; a delivery that is put right " +
      "is another one.",
  },
  "batch-too-large": {
    status: 413,
    title: "This is more than one delivery holds",
    about: "Divide it: each entity's figures count by themselves.",
  },
  "batch-under-way": {
    status: 429,
    title: "Another delivery by this key is under way",
    about:
      "Deliveries by one key follow each other: wait for the answer, or `Retry-After` seconds.",
  },
  "too-many-batches": {
    status: 503,
    title: "Other deliveries are being taken in",
    about: "Nothing changed. Send it again after `Retry-After` seconds.",
  },
  "unfit-batch": {
    status: 422,
    title: "This delivery cannot be taken over",
    about:
      "All of a delivery counts or nothing. Each fault is named by line and column in `errors`, at " +
      "most a hundred; no value is ever repeated.",
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
