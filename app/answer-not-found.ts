import { notFound } from "next/navigation";
import { pageResponse } from "@/app/page-response";

/**
 * Gives the page being drawn the status 404. Next's own `notFound()` sends an empty page that only
 * a script fills (vercel/next.js#62228), so the status is set on the response itself; without one,
 * as under `next start`, Next's way is the true status at least.
 */
export function answerNotFound(): void {
  const response = pageResponse();
  if (!response) notFound();
  response.statusCode = 404;
}
