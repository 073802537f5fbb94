import type { OpenAPIHono } from "@hono/zod-openapi";
import { DOCS_CSS } from "@/server/api/docs-css";
import { docsPage } from "@/server/api/docs-page";
import { describeApi } from "@/server/api/openapi-document";
import type { ApiDocument } from "@/server/api/openapi-types";

/** `GET /api/openapi.json`, and the page to read it by, `GET /api/docs`. */
export function addDocumentation(api: OpenAPIHono): void {
  let described: ApiDocument | undefined;
  // Not before the first question: by then every route is there.
  const document = () => {
    described ??= describeApi(api);
    return described;
  };
  api.get("/api/openapi.json", (c) => c.json(document()));
  api.get("/api/docs", (c) => c.html(docsPage(document())));
  api.get("/api/docs.css", (c) => c.body(DOCS_CSS, 200, { "content-type": "text/css" }));
}
