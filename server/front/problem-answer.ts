import { PROBLEM_HEADERS, type ProblemDetails, problemBody } from "@/core/problem";
import type { Turn } from "@/server/front/turn";

/** A refusal of the front itself, as problem details that name the request. */
export function problemAnswer(
  turn: Turn,
  problem: Pick<ProblemDetails, "title" | "status" | "detail">,
  headers: Readonly<Record<string, string>> = {},
) {
  return {
    status: problem.status,
    headers: { ...PROBLEM_HEADERS, ...headers },
    body: problemBody({ ...problem, instance: turn.id }),
  };
}
