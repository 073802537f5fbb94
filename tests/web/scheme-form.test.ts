import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { openWeb } from "@/server/web/app";
import { documentOf } from "@/tests/support/schemes";

test("the form of a scheme is JSON Schema that our own documents keep to, and broken ones do not", async () => {
  const response = await openWeb.fetch(new Request("http://board.test/schemes/schema.json"));
  expect(response.headers.get("content-type")).toBe("application/schema+json");
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const validates = ajv.compile((await response.json()) as object);
  for (const key of ["uk-fhrs@2018-11", "us-alameda@2012", "cn-tax@2025", "placard-tax@1"]) {
    expect(validates(documentOf(key)), key).toBe(true);
  }
  const broken = documentOf("uk-fhrs@2018-11");
  expect(validates({ ...broken, rules: [{ id: "x", when: "total < 5", outcome: "5" }] })).toBe(
    false,
  );
  expect(validates({ ...broken, domain: "everything" })).toBe(false);
});
