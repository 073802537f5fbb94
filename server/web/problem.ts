import { PROBLEM_HEADERS, problemBody } from "@/core/problem";

/** A refusal; `errors` names each parameter and what would be right. */
export function problem(
  status: 400 | 404,
  detail: string,
  errors: readonly { parameter: string; reason: string }[] = [],
): Response {
  const title = status === 400 ? "Some parameters were not understood" : "There is nothing here";
  return new Response(problemBody({ status, title, detail, errors }), {
    status,
    headers: PROBLEM_HEADERS,
  });
}
