import type { VisitDraft } from "@/core/visit-draft";

/** An official at work over HTTP, as their browser is. */
export interface OfficeClient {
  /** Begins a visit under a number of the caller's. */
  start(visit: { id: string; site: string; kind?: string }): Promise<Response>;
  submit(id: string, document: VisitDraft): Promise<Response>;
  confirm(id: string): Promise<Response>;
}

/** Signs somebody in with their password. */
export async function signInOverHttp(
  url: string,
  email: string,
  password: string,
): Promise<OfficeClient> {
  const send = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { origin: url, ...headers },
    });
  const answer = await send(
    "/office/sign-in",
    new URLSearchParams({ locale: "en", email, password }),
  );
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  if (!cookie) throw new Error(`${email} could not sign in: ${answer.status}`);
  return {
    start: ({ id, site, kind = "complaint" }) =>
      send(
        "/office/visits",
        new URLSearchParams({ locale: "en", id, site, domain: "food", kind }),
        { cookie },
      ),
    submit: (id, document) =>
      send(`/office/visits/${id}`, JSON.stringify({ document, revision: 1, locale: "en" }), {
        cookie,
        "content-type": "application/json",
      }),
    confirm: (id) =>
      send(
        `/office/visits/${id}/decision`,
        new URLSearchParams({ locale: "en", intent: "confirm" }),
        { cookie },
      ),
  };
}
