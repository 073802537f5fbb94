import type { VisitDraft } from "@/core/visit-draft";
import type { WebClient } from "@/tests/support/web-client";

/** An official at work over HTTP, as their browser is. */
export interface OfficeClient {
  /** Begins a visit under a number of the caller's. */
  start(visit: { id: string; site: string; kind?: string }): Promise<Response>;
  submit(id: string, document: VisitDraft): Promise<Response>;
  confirm(id: string): Promise<Response>;
}

/** The work of somebody who is signed in. */
export function atWork(client: WebClient): OfficeClient {
  const form = { locale: "en" };
  return {
    start: ({ id, site, kind = "complaint" }) =>
      client.post("/office/visits", { ...form, id, site, domain: "food", kind }),
    submit: (id, document) =>
      client.send(`/office/visits/${id}`, {
        method: "POST",
        headers: { origin: client.url, "content-type": "application/json" },
        body: JSON.stringify({ document, revision: 1, locale: "en" }),
      }),
    confirm: (id) => client.post(`/office/visits/${id}/decision`, { ...form, intent: "confirm" }),
  };
}
