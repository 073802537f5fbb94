/** An error as RFC 9457 problem details: one shape, whichever part of the site answers. */
export interface ProblemDetails {
  /** Names the kind of problem; `about:blank` where the status says all. */
  type: string;
  title: string;
  status: number;
  /** What was wrong this time, as a sentence. */
  detail: string;
  /** Each part of the request that was wrong, and what would be right. */
  errors: readonly { parameter: string; reason: string }[];
  /** Of the request, for whoever looks for it in the log. */
  instance?: string;
}

export const PROBLEM_TYPE = "application/problem+json";

/** Any page may read what was wrong. */
export const PROBLEM_HEADERS = {
  "content-type": PROBLEM_TYPE,
  "access-control-allow-origin": "*",
};

/** Problem details as they are sent. */
export function problemBody(
  problem: Pick<ProblemDetails, "title" | "status" | "detail"> & Partial<ProblemDetails>,
): string {
  return JSON.stringify({ type: "about:blank", errors: [], ...problem } satisfies ProblemDetails);
}
