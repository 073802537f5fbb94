/** A JSON schema as far as the generator writes them. */
export interface SchemaObject {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, SchemaObject>;
  required?: string[];
  additionalProperties?: SchemaObject | boolean;
  items?: SchemaObject | boolean;
  prefixItems?: SchemaObject[];
  anyOf?: SchemaObject[];
  oneOf?: SchemaObject[];
}

export interface OperationObject {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: {
    name: string;
    in: "path" | "query";
    description: string;
    schema: SchemaObject;
    example: unknown;
  }[];
  requestBody?: {
    content: { "application/json": { schema: SchemaObject; example?: unknown } };
  };
  responses: Record<
    string,
    {
      description: string;
      content?: Record<string, { schema: SchemaObject; example?: unknown }>;
    }
  >;
}

/** An OpenAPI document as far as this API uses the format. */
export interface ApiDocument {
  info: { title: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, { get: OperationObject } | { post: OperationObject }>;
  components: { schemas: Record<string, SchemaObject> };
}

/** The one operation of a path, with its method. */
export function operationOf(path: ApiDocument["paths"][string]) {
  return "get" in path
    ? { method: "GET" as const, ...path.get }
    : { method: "POST" as const, ...path.post };
}
