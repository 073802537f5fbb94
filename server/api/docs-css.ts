/** The stylesheet of the documentation page: one column, light and dark, fit for print. */
export const DOCS_CSS = `:root {
  color-scheme: light dark;
  --ink: #1c1c1a;
  --quiet: #55554f;
  --paper: #fdfdfb;
  --panel: #f1f1ec;
  --line: #d0d0c8;
  --link: #00509d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #ecece6;
    --quiet: #b3b3aa;
    --paper: #171716;
    --panel: #242422;
    --line: #45453f;
    --link: #8cc4ff;
  }
}
* {
  box-sizing: border-box;
}
body {
  margin: 0 auto;
  padding: 1.5rem 1rem 4rem;
  max-width: 48rem;
  color: var(--ink);
  background: var(--paper);
  font: 1rem/1.55 system-ui, sans-serif;
}
a {
  color: var(--link);
}
a:focus-visible {
  outline: 3px solid var(--link);
  outline-offset: 2px;
}
.skip {
  position: absolute;
  inset-inline-start: -100vw;
}
.skip:focus {
  position: static;
}
h1,
h2,
h3,
h4 {
  line-height: 1.25;
}
h2 {
  margin-top: 3rem;
  padding-top: 1rem;
  border-top: 1px solid var(--line);
}
h3 {
  margin-top: 2.25rem;
}
code,
pre {
  font-family: ui-monospace, monospace;
  font-size: 0.9em;
  overflow-wrap: anywhere;
}
pre {
  padding: 0.75rem 1rem;
  background: var(--panel);
  border-radius: 4px;
  white-space: pre-wrap;
}
nav ul {
  padding: 0;
  list-style: none;
}
nav li {
  padding: 0.2rem 0;
}
nav a {
  display: inline-block;
  padding: 0.15rem 0;
}
.path {
  padding: 0.4rem 0.75rem;
  background: var(--panel);
  border-inline-start: 4px solid var(--link);
}
dt {
  margin-top: 0.75rem;
  font-weight: 600;
}
dt span {
  color: var(--quiet);
  font-weight: 400;
}
dd {
  margin-inline-start: 1rem;
}
@media print {
  nav {
    display: none;
  }
}
`;
