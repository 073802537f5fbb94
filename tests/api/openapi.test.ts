import { HtmlValidate } from "html-validate";
import { expect, test } from "vitest";
import { BOARD_PARAMETERS } from "@/core/board-query";
import { api } from "@/server/api/app";
import { expectDocumented, ORIGIN, readDocument, validate } from "@/tests/api/documented";

const get = (path: string) => api.fetch(new Request(`${ORIGIN}${path}`));

test("an independent validator takes the document for OpenAPI 3.1", async () => {
  const document = await readDocument();
  const result = await validate(document);
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: ORIGIN }] });
});

test("every route is in the document, and every parameter says what it takes", async () => {
  const { paths } = await readDocument();
  const served = api.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/v1"))
    .map(({ path }) => path.replaceAll(/:(\w+)/g, "{$1}"));
  expect(Object.keys(paths).sort()).toEqual([...new Set(served)].sort());
  const parameters = paths["/api/v1/sites"]?.get?.parameters ?? [];
  for (const [name, { want }] of Object.entries(BOARD_PARAMETERS)) {
    const described = parameters.find((parameter) => parameter.name === name);
    expect(described?.description).toContain(`Takes ${want}.`);
  }
});

test("the examples of answers are such answers", async () => {
  const { paths } = await readDocument();
  for (const [path, { get, post }] of Object.entries(paths)) {
    const operation = get ?? post;
    for (const [status, { content }] of Object.entries(operation?.responses ?? {})) {
      for (const [type, { example }] of Object.entries(content ?? {})) {
        await expectDocumented(
          path,
          Response.json(example, { status: Number(status), headers: { "content-type": type } }),
        );
      }
    }
  }
});

test("the page to read is valid, names every route, and needs no script and no inline style", async () => {
  const response = await get("/api/docs");
  expect(response.headers.get("content-type")).toContain("text/html");
  const page = await response.text();
  const report = await new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: { "doctype-style": "off" },
  }).validateString(page);
  expect(report.results.flatMap(({ messages }) => messages)).toEqual([]);
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  for (const path of Object.keys((await readDocument()).paths)) expect(page).toContain(path);
  expect((await get("/api/docs.css")).headers.get("content-type")).toContain("text/css");
});
