import { PROBLEM_TYPE, problemBody } from "@/core/problem";

/** What was wrong, for scripts of the pages. */
export function problem(status: number, detail: string, more: object = {}): Response {
  return new Response(
    problemBody({ title: TITLES[status] ?? "Refused", status, detail, ...more }),
    {
      status,
      headers: { "content-type": PROBLEM_TYPE },
    },
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
