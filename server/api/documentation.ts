import type { OpenAPIHono } from "@hono/zod-openapi";
import { footprintHeader } from "@/core/footprint";
import { DOCS_CSS } from "@/server/api/docs-css";
import { docsPage } from "@/server/api/docs-page";
import { describeApi } from "@/server/api/openapi-document";
import type { ApiDocument } from "@/server/api/openapi-types";

/** No publication changes it. */
const FOOTPRINT = footprintHeader({ sites: [] });

/** `GET /api/openapi.json`, and the page to read it by, `GET /api/docs`. */
export function addDocumentation(api: OpenAPIHono): void {
  // Not before the first question: by then every route is there.
  let described: ApiDocument | undefined;
  const document = () => {
    described ??= describeApi(api);
    return described;
  };
  api.get("/api/openapi.json", (c) => c.json(document(), 200, FOOTPRINT));
  api.get("/api", (c) => c.redirect("/api/docs", 308));
  api.get("/api/docs", (c) => c.html(docsPage(document()), 200, FOOTPRINT));
  api.get("/api/docs.css", (c) =>
    c.body(DOCS_CSS, 200, { "content-type": "text/css; charset=utf-8", ...FOOTPRINT }),
  );
}
