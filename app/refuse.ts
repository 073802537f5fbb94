import { notFound } from "next/navigation";
import { pageResponse } from "@/app/page-response";
import { PROBLEM_TYPE, problemBody } from "@/core/problem";

/**
 * Ends a page with 403 and one sentence, in the language of its address. The front says it
 * (server/front/next-pages.ts), since what Next would send in its place needs a script to be seen.
 */
export function refuse(): never {
  pageResponse()?.refuse?.();
  notFound();
}

/** The same for a route handler. */
export function refusal(): Response {
  const detail = "None of your roles allows this.";
  return new Response(problemBody({ title: "Not allowed", status: 403, detail }), {
    status: 403,
    headers: { "content-type": PROBLEM_TYPE },
  });
}
