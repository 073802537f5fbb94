/** A browser without a screen: keeps cookies, sends forms as a page of the site would, follows nothing. */
export class WebClient {
  readonly cookies = new Map<string, string>();
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, { headers });
  }

  /** Sends a form, as from the page at `from`. */
  post(path: string, form: Record<string, string>, from = "/en/sign-in"): Promise<Response> {
    return this.send(path, {
      method: "POST",
      headers: {
        origin: this.url,
        referer: `${this.url}${from}`,
        "sec-fetch-site": "same-origin",
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams(form).toString(),
    });
  }

  async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie) headers.set("cookie", cookie);
    const response = await fetch(new URL(path, this.url), { redirect: "manual", ...init, headers });
    for (const set of response.headers.getSetCookie()) this.take(set);
    return response;
  }

  private take(set: string): void {
    const [pair = "", ...attributes] = set.split(/;\s*/);
    const [name = "", value = ""] = pair.split("=");
    const path = attributes.find((a) => a.toLowerCase().startsWith("path="))?.slice(5);
    if (path !== "/") return;
    if (attributes.some((a) => /^max-age=0$/i.test(a))) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** Signs in; the page that it leads to. */
  async signIn(email: string, password: string, next = ""): Promise<string> {
    const response = await this.post("/office/sign-in", { email, password, locale: "en", next });
    return response.headers.get("location") ?? "";
  }
}
