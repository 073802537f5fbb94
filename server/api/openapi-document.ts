import type { OpenAPIHono } from "@hono/zod-openapi";
import { exampleOf } from "@/server/api/openapi-example";
import { type ApiDocument, operationOf } from "@/server/api/openapi-types";
import { baseUrl } from "@/services/base-url";

/** The document of an API, from the schemas that its routes read and answer by. */
export function describeApi(api: OpenAPIHono): ApiDocument {
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Placard",
      version: "1.0.0",
      description:
        "A public rating board for merchants and food safety. Everything that it shows, for machines: free, without a key, from any page. " +
        "Answers are JSON and name the licences of their sources. Lists are read a page at a time " +
        "by `cursor`. Unknown parameters are refused by name.",
      license: { name: "MIT", url: "https://spdx.org/licenses/MIT" },
    },
    servers: [{ url: baseUrl() }],
    security: [],
    tags: [
      { name: "Sites", description: "Places and shops that are inspected." },
      {
        name: "Entities",
        description: "Who runs sites, and how they stand with the tax authority.",
      },
      { name: "Map", description: "Sites as marks on a map." },
      { name: "Authorities", description: "Who inspects, and what they publish." },
      { name: "Schemes", description: "The published rules by which visits become ratings." },
      { name: "Events", description: "What was published, in order." },
    ],
    externalDocs: { url: `${baseUrl()}/api/docs`, description: "The same, to read." },
  }) as unknown as ApiDocument;
  for (const { requestBody, responses } of Object.values(document.paths).map(operationOf)) {
    for (const { content } of [...Object.values(responses), requestBody ?? {}]) {
      for (const media of Object.values(content ?? {})) {
        media.example = exampleOf(media.schema, document);
      }
    }
  }
  return document;
}
