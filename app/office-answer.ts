import type { Missing } from "@/core/preview-visit";
import { PROBLEM_TYPE, type ProblemDetails, problemBody } from "@/core/problem";

/** What was wrong, for scripts of the pages; nobody keeps it. */
export function problem(
  status: number,
  detail: string,
  more: Partial<ProblemDetails> & { missing?: readonly Missing[] } = {},
): Response {
  return new Response(
    problemBody({ title: TITLES[status] ?? "Refused", status, detail, ...more }),
    { status, headers: { "content-type": PROBLEM_TYPE, "cache-control": "private, no-store" } },
  );
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Cannot be read",
  401: "Signed out",
  403: "Not allowed",
  409: "Changed elsewhere",
  422: "Not complete",
};

/** Whether scripts sent the request, and want to be answered in kind. */
export function isFromScript(request: Request): boolean {
  return (request.headers.get("content-type") ?? "").startsWith("application/json");
}
