import { Hono } from "hono";
import { z } from "zod";
import { schemeSchema } from "@/core/scheme";
import { baseUrl } from "@/services/base-url";

/** `GET /schemes/schema.json`: the form of a scheme's document, as JSON Schema. */
export const schemeFormRoutes = new Hono().get("/schemes/schema.json", (c) =>
  c.json(
    { ...z.toJSONSchema(schemeSchema, { io: "input" }), $id: `${baseUrl()}/schemes/schema.json` },
    200,
    { "content-type": "application/schema+json" },
  ),
);
