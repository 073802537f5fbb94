import type { ApiDocument, SchemaObject } from "@/server/api/openapi-types";

/** A value that a schema allows, made of the examples it carries. */
export function exampleOf(schema: SchemaObject, document: ApiDocument): unknown {
  const { $ref, example, enum: choices, properties, items } = schema;
  if (example !== undefined) return example;
  if ($ref) return exampleOf(schemaAt($ref, document), document);
  if (schema.const !== undefined) return schema.const;
  const alternative = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (alternative) return exampleOf(alternative, document);
  if (choices) return choices[0];
  if (properties) {
    return Object.fromEntries(
      Object.entries(properties).map(([name, one]) => [name, exampleOf(one, document)]),
    );
  }
  const types = [schema.type].flat();
  if (types.includes("array")) return typeof items === "object" ? [exampleOf(items, document)] : [];
  if (types.includes("null")) return null;
  if (types.includes("object")) return {};
  if (types.includes("boolean")) return false;
  if (types.includes("string")) return schema.format === "uri" ? "https://example.org/" : "...";
  return schema.minimum ?? 0;
}

/** The schema that a reference within the document means. */
function schemaAt(reference: string, { components }: ApiDocument): SchemaObject {
  return components.schemas[nameOf(reference)] ?? {};
}

/** The name of a referenced schema. */
export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
