import type { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { notFound } from "next/navigation";

const shared = globalThis as { placardResponse?: AsyncLocalStorage<ServerResponse> };

/**
 * Gives the page being drawn the status 404. Next's own `notFound()` sends an empty page that only
 * a script fills (vercel/next.js#62228), so the status is set on the response that `server/` has
 * left here; without that, as under `next start`, Next's way is the true status at least.
 */
export function answerNotFound(): void {
  const response = shared.placardResponse?.getStore();
  if (!response) notFound();
  response.statusCode = 404;
}
