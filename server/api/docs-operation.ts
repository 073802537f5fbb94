import { html } from "hono/html";
import { inlineCode, typeOf } from "@/server/api/docs-fields";
import type { OperationObject, operationOf } from "@/server/api/openapi-types";

/** The section of the page about one route. */
export function operationSection(
  path: string,
  operation: ReturnType<typeof operationOf>,
  base: string,
) {
  const { operationId, summary, description, parameters = [], responses } = operation;
  const given = operation.requestBody?.content["application/json"];
  const example = responses["200"]?.content?.["application/json"];
  return html`<article id="${operationId}" aria-labelledby="${operationId}-title">
<h3 id="${operationId}-title">${summary}</h3>
<p class="path"><code>${operation.method} ${path}</code></p>
<p>${inlineCode(description)}</p>
${
  parameters.length > 0
    ? html`<h4>Parameters</h4>
<dl>
${parameters.map(
  (
    one,
  ) => html`<dt><code>${one.name}</code> <span>${typeOf(one.schema)}${one.in === "path" ? ", part of the path" : ""}</span></dt>
<dd>${inlineCode(one.description)} For example <code>${[one.example].flat().join(",")}</code>.</dd>
`,
)}
</dl>`
    : ""
}
${given ? html`<h4>Body</h4>\n<p>${typeOf(given.schema)}, as <code>application/json</code>:</p>\n<pre>${JSON.stringify(given.example, null, 2)}</pre>` : ""}
<h4>Answers</h4>
<dl>
${Object.entries(responses).map(
  ([status, answer]) => html`<dt>${status}</dt>
<dd>${inlineCode(answer.description)}</dd>
`,
)}
</dl>
<pre>curl '${base}${exampleAddress(path, operation)}'${given ? ` --json '${JSON.stringify(given.example)}'` : ""}</pre>
${example ? html`<p>answers ${typeOf(example.schema)}:</p>\n<pre>${JSON.stringify(example.example, null, 2)}</pre>` : ""}
</article>
`;
}

/** The path with the examples of its parts, and of its first parameter. */
function exampleAddress(path: string, { parameters = [] }: OperationObject): string {
  const example = (name: string) => parameters.find((one) => one.name === name)?.example;
  const filled = path.replaceAll(/\{(.+?)\}/g, (_, name: string) => String(example(name) ?? ""));
  const first = parameters.find((one) => one.in === "query");
  if (!first || first.name === "cursor") return filled;
  return `${filled}?${new URLSearchParams({ [first.name]: String(first.example) })}`;
}
