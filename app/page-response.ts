import type { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

/** The response of a page, with what the front lets pages do with it. */
export interface PageResponse extends ServerResponse {
  /** Answers with a refusal, 403 unless said otherwise, in its place; in the back-office only. */
  refuse?: (status?: 400 | 403, said?: string) => void;
}

const shared = globalThis as { placardResponse?: AsyncLocalStorage<PageResponse> };

/** The response of the page being drawn, left here by `server/`; none under `next start`. */
export function pageResponse(): PageResponse | undefined {
  return shared.placardResponse?.getStore();
}
