import { expect, test } from "vitest";
import { readDocument, validate } from "@/tests/api/documented";

test("an independent validator takes the document for OpenAPI 3.1", async () => {
  const result = await validate(await readDocument());
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});
