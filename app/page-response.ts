import type { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

const shared = globalThis as { placardResponse?: AsyncLocalStorage<ServerResponse> };

/** The response of the page being drawn, left here by `server/`; none under `next start`. */
export function pageResponse(): ServerResponse | undefined {
  return shared.placardResponse?.getStore();
}
