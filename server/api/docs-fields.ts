import { html } from "hono/html";
import { nameOf } from "@/server/api/openapi-example";
import type { SchemaObject } from "@/server/api/openapi-types";

/** Text in which backquotes stand around code. */
export function inlineCode(text: string) {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** The fields of an answer, each with its type and what it says. */
export function fieldList(properties: Record<string, SchemaObject>): ReturnType<typeof html> {
  return html`<dl>
${Object.entries(properties).map(
  ([name, schema]) => html`<dt><code>${name}</code> <span>${typeOf(schema)}</span></dt>
<dd>${schema.description ? inlineCode(schema.description) : ""}${nestedFields(schema)}</dd>
`,
)}
</dl>`;
}

function nestedFields(schema: SchemaObject) {
  const { items } = schema;
  const inner = typeof items === "object" && !items.$ref ? items : schema;
  return inner.properties ? fieldList(inner.properties) : "";
}

/** A schema's type in words, named shapes as links. */
export function typeOf(schema: SchemaObject): unknown {
  if (schema.$ref) {
    const name = nameOf(schema.$ref);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return joined(alternatives.map(typeOf));
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`;
  if (schema.enum) return joined(schema.enum.map((one) => html`<code>${String(one)}</code>`));
  const types = [schema.type ?? []].flat();
  const or = types.length > 1 && types.includes("null") ? " or null" : "";
  if (types.includes("array")) {
    const of = typeof schema.items === "object" ? schema.items : schema.prefixItems?.[0];
    return html`list of ${of ? typeOf(of) : "values"}${or}`;
  }
  const [type = "value"] = types;
  const named = schema.format ? `${type} (${schema.format})` : type;
  return `${named}${or}`;
}

function joined(parts: readonly unknown[]) {
  return parts.map((part, i) => html`${i > 0 ? " or " : ""}${part}`);
}
