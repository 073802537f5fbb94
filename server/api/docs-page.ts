import { html } from "hono/html";
import { fieldList, inlineCode, typeOf } from "@/server/api/docs-fields";
import { operationSection } from "@/server/api/docs-operation";
import { type ApiDocument, operationOf } from "@/server/api/openapi-types";
import { PROBLEMS } from "@/server/api/problem";

/** The documentation of the API as a page: no scripts, one stylesheet, the document's own words. */
export function docsPage(document: ApiDocument) {
  const { info, servers, tags, components } = document;
  const base = servers[0]?.url ?? "";
  const operations = Object.entries(document.paths).map(([path, one]) => ({
    path,
    ...operationOf(one),
  }));
  const ofTag = (tag: string) => operations.filter((one) => one.tags.includes(tag));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title} API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<a class="skip" href="#main">To the documentation</a>
<header>
<p><a href="/">${info.title}</a></p>
<h1>${info.title} API</h1>
<p>${inlineCode(info.description)}</p>
<p>The same for machines: <a href="/api/openapi.json">OpenAPI 3.1 document</a>.</p>
</header>
<nav aria-label="Routes">
<ul>
${operations.map((one) => html`<li><a href="#${one.operationId}"><code>${one.path}</code></a> ${one.summary}</li>\n`)}
<li><a href="#rules">What holds everywhere</a></li>
<li><a href="#problems">Problems</a></li>
<li><a href="#shapes">Shapes of answers</a></li>
</ul>
</nav>
<main id="main">
<section id="rules">
<h2>What holds everywhere</h2>
<pre>curl '${base}/api/v1/sites?q=blue+door&amp;colour=green,yellow'</pre>
<ul>
<li>Every answer carries <code>licence</code>, the licences of the sources it draws on, and <code>asOf</code>, the day of their newest snapshot.</li>
<li>Domains stand side by side. There is no score that mixes them.</li>
<li>Days are <code>YYYY-MM-DD</code>, moments are in UTC.</li>
<li>Lists end where <code>next</code> is null. Give it as <code>cursor</code>, with the same query, for the next page; or follow the <code>Link</code> header.</li>
<li>Answers carry an <code>ETag</code>: send it back as <code>If-None-Match</code> and pay nothing for what has not changed.</li>
<li>Who asks too much is told so with status 429 and <code>Retry-After</code>; the <code>RateLimit</code> header says what is left. The bulk files under <a href="/en/data">open data</a> have everything at once.</li>
<li>New fields may come at any time; none changes its meaning or goes within <code>/api/v1</code>.</li>
</ul>
</section>
${tags.map(
  ({ name, description }) => html`<section>
<h2>${name}</h2>
<p>${description}</p>
${ofTag(name).map((one) => operationSection(one.path, one, base))}
</section>
`,
)}
<section id="problems">
<h2>Problems</h2>
<p>What is wrong is answered as problem details (RFC 9457), <code>application/problem+json</code>; <code>type</code> leads here.</p>
${Object.entries(PROBLEMS).map(
  ([name, { status, title, about }]) => html`<h3 id="${name}">${status}: ${title}</h3>
<p>${inlineCode(about)}</p>
`,
)}
</section>
<section id="shapes">
<h2>Shapes of answers</h2>
${Object.entries(components.schemas).map(
  ([name, schema]) => html`<h3 id="schema-${name}">${name}</h3>
${schema.description ? html`<p>${inlineCode(schema.description)}</p>` : ""}
${schema.properties ? fieldList(schema.properties) : html`<p>${typeOf(schema)}</p>`}
`,
)}
</section>
</main>
</body>
</html>
`;
}
