import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import { api } from "@/server/api/app";

/** The address under which tests ask; Vitest has a `BASE_URL` of its own. */
export const ORIGIN = "http://board.test";
process.env.BASE_URL = ORIGIN;

interface Operation {
  parameters?: { name: string; description: string }[];
  responses: Record<string, { content?: Record<string, { schema: object; example: unknown }> }>;
}
interface Document {
  paths: Record<string, { get?: Operation; post?: Operation }>;
}

/** The board's own description of its API. */
export async function readDocument(): Promise<Document> {
  const response = await api.fetch(new Request(`${ORIGIN}/api/openapi.json`));
  return (await response.json()) as Document;
}

/** Whether an independent validator takes it for OpenAPI. */
export async function validate(document: Document) {
  return new Validator().validate(structuredClone(document) as never);
}

/** Asks the API and holds the answer to what the document says of it. */
export async function ask(path: string, init?: RequestInit): Promise<Response> {
  const response = await api.fetch(new Request(`${ORIGIN}${path}`, init));
  await expectDocumented(path, response.clone());
  return response;
}

/** Fails unless status, type and body of an answer are those that the document gives. */
export async function expectDocumented(path: string, response: Response): Promise<void> {
  const { checks } = await prepared;
  const { pathname } = new URL(path, ORIGIN);
  const [template, check] = [...checks].find(([, { matches }]) => matches.test(pathname)) ?? [];
  if (!template || !check) throw new Error(`No documented path is ${pathname}.`);
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const validates = check.answers.get(`${response.status} ${type}`);
  if (response.status === 307 && check.statuses.has("307")) return;
  if (!validates) throw new Error(`${template} does not document ${response.status} ${type}.`);
  const body = await response.json();
  validates(body);
  expect(validates.errors ?? []).toEqual([]);
}

async function prepare() {
  const document = await readDocument();
  closeObjects(document);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, "document");
  const checks = new Map(
    Object.entries(document.paths)
      // The longer path first: parts in braces match anything but a slash.
      .sort(([a], [b]) => b.split("/").length - a.split("/").length)
      .map(([path, operations]) => {
        const [method = "get", operation] = Object.entries(operations)[0] ?? [];
        const answers = Object.entries(operation?.responses ?? {}).flatMap(
          ([status, { content }]) =>
            Object.keys(content ?? {}).map((type) => {
              const pointer = [
                "paths",
                path,
                method,
                "responses",
                status,
                "content",
                type,
                "schema",
              ]
                .map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"))
                .map(encodeURIComponent)
                .join("/");
              const validates = ajv.getSchema(`document#/${pointer}`);
              if (!validates) throw new Error(`${path} has no schema for ${status} ${type}.`);
              return [`${status} ${type}`, validates] as const;
            }),
        );
        const matches = new RegExp(`^${path.replaceAll(/\{.+?\}/g, "[^/]+")}$`);
        return [
          path,
          {
            matches,
            answers: new Map(answers),
            statuses: new Set(Object.keys(operation?.responses ?? {})),
          },
        ] as const;
      }),
  );
  return { checks };
}

/** Readers may meet fields that come later; these tests may not. */
function closeObjects(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const schema = value as Record<string, unknown>;
  if (schema.type === "object" && schema.properties && !("additionalProperties" in schema)) {
    schema.additionalProperties = false;
  }
  for (const part of Object.values(schema)) closeObjects(part);
}

const prepared = prepare();
