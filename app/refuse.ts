import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { formLocale } from "@/app/form-locale";
import { problem } from "@/app/office-answer";
import { pageResponse } from "@/app/page-response";

/**
 * Ends a page with 403 and one sentence, in the language of its address. The front says it
 * (server/front/next-pages.ts), since what Next would send in its place needs a script to be seen.
 */
export function refuse(): never {
  pageResponse()?.refuse?.();
  notFound();
}

/** The same for a route handler, whether there is nothing or it is not theirs. */
export function refusal(request: Request): Promise<Response> {
  return answerRefusal(request, 403, "forbidden");
}

/** What a route handler says of a request that it cannot read. */
export function unreadable(request: Request): Promise<Response> {
  return answerRefusal(request, 400, "unreadable");
}

/** By the front on a page of its own for whoever sent a form, as problem details for scripts. */
async function answerRefusal(
  request: Request,
  status: 400 | 403,
  reason: "forbidden" | "unreadable",
): Promise<Response> {
  const t = await getTranslations({
    locale: formLocale(request.headers),
    namespace: "visit.refused",
  });
  if (request.headers.get("accept")?.includes("text/html")) {
    pageResponse()?.refuse?.(status, t(reason));
  }
  return problem(status, t(reason));
}
