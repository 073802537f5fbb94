import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "@/db/client";
import { ask, readDocument } from "@/tests/api/documented";
import { createDatabase } from "@/tests/support/database";
import { allSchemes, documentOf } from "@/tests/support/schemes";

let drop: () => Promise<void>;
beforeAll(async () => {
  const created = await createDatabase();
  process.env.DATABASE_URL = created.url;
  drop = created.drop;
});
afterAll(async () => {
  await database().end();
  await drop();
});

function post(scheme: string, body: unknown): Promise<Response> {
  return ask(`/api/v1/schemes/${scheme}/rate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

test("any rating can be run again: outcome, colour, reasons and what would make it better", async () => {
  const response = await post("uk-fhrs/2018-11", {
    inputs: { hygiene: 10, structural: 5, confidence: 10 },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    outcome: "3",
    colour: "yellow",
    word: "Generally satisfactory",
    rule: "within-3",
    met: [{ name: "total", test: "lte", limit: 30, value: 25 }, { name: "worst" }],
    missed: { rule: "within-4", tests: [{ name: "total", limit: 20, value: 25 }] },
    next: { colour: "green", ways: [{ outcome: "4" }, { outcome: "4" }, { outcome: "4" }] },
    best: null,
  });
});

test("every worked example of every scheme comes out as its file says", async () => {
  for (const { id, version, examples } of allSchemes()) {
    for (const example of examples) {
      const response = await post(`${id}/${version}`, { inputs: example.inputs });
      const { outcome, colour } = (await response.json()) as Record<string, string>;
      if ("outcome" in example) expect(outcome).toBe(example.outcome);
      else expect([outcome, colour]).toEqual([null, example.unrated]);
    }
  }
});

describe("is refused in words, naming the field", () => {
  const fhrs = "uk-fhrs/2018-11";
  test.each([
    ["a missing input", fhrs, { inputs: { hygiene: 5, structural: 5 } }, 400, "inputs.confidence"],
    [
      "a score out of range",
      fhrs,
      { inputs: { hygiene: 99, structural: 5, confidence: 5 } },
      400,
      "inputs.hygiene",
    ],
    [
      "an unknown input",
      fhrs,
      { inputs: { hygiene: 5, structural: 5, confidence: 5, x: 1 } },
      400,
      "inputs.x",
    ],
    [
      "an unknown code",
      "us-alameda/2012",
      {
        inputs: {
          score: 90,
          imminentHazard: false,
          findings: [{ severity: "major", corrected: true, code: "777" }],
        },
      },
      400,
      "inputs.findings",
    ],
    ["no inputs", fhrs, {}, 400, "inputs"],
    ["another field", fhrs, { inputs: {}, colour: "green" }, 400, "colour"],
    ["no JSON", fhrs, "{", 400, "body"],
    ["a list", fhrs, [], 400, "body"],
    ["an unknown scheme", "uk-fhrs/1999", { inputs: {} }, 404, null],
  ])("%s", async (_, scheme, body, status, parameter) => {
    const response = await post(scheme, body);
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: { parameter: string }[] };
    expect(errors.map((one) => one.parameter)).toEqual(parameter ? [parameter] : []);
  });

  test.each(["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])(
    "a body of the kind %s",
    async (type) => {
      const response = await ask(`/api/v1/schemes/${fhrs}/rate`, {
        method: "POST",
        headers: { "content-type": type },
        body: JSON.stringify({ inputs: { hygiene: 5, structural: 5, confidence: 5 } }),
      });
      expect(response.status).toBe(415);
      expect(await response.text()).toContain("application/json");
    },
  );

  test("a body that is too large", async () => {
    expect((await post(fhrs, { inputs: { hygiene: "x".repeat(70_000) } })).status).toBe(413);
  });

  test("a GET", async () => {
    const response = await ask(`/api/v1/schemes/${fhrs}/rate`).catch((error: Error) => error);
    // The document knows no such answer, which is as it should be.
    expect(String(response)).toContain("405");
  });
});

test("a scheme's hash is that of its document as anyone downloads it", async () => {
  const response = await ask("/api/v1/schemes/us-alameda/2012");
  const { hash, document } = (await response.json()) as { hash: string; document: object };
  expect(createHash("sha256").update(JSON.stringify(document)).digest("hex")).toBe(hash);
  expect(Object.keys((document as { inputs: object }).inputs)).toEqual(
    Object.keys(documentOf("us-alameda@2012").inputs as object),
  );
});

test("the documentation's example is what the engine answers", async () => {
  const { paths } = await readDocument();
  const { post } = paths["/api/v1/schemes/{id}/{version}/rate"] ?? {};
  const example = post?.responses["200"]?.content?.["application/json"]?.example;
  const response = await postExample();
  const { hash: _, asOf: __, ...answer } = (await response.json()) as Record<string, unknown>;
  expect(example).toMatchObject(answer);
});

function postExample(): Promise<Response> {
  return post("uk-fhrs/2018-11", { inputs: { hygiene: 10, structural: 5, confidence: 10 } });
}
