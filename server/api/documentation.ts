import type { OpenAPIHono } from "@hono/zod-openapi";
import { baseUrl } from "@/server/base-url";

/** `GET /api/openapi.json`, and its readable page `GET /api/docs`. */
export function addDocumentation(api: OpenAPIHono): void {
  api.get("/api/openapi.json", (c) => c.json(describe(api)));
}

function describe(api: OpenAPIHono) {
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Placard",
      version: "1.0.0",
    },
    servers: [{ url: baseUrl() }],
  });
}
