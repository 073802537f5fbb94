import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { rate } from "@/core/rate";
import type { Inputs } from "@/core/scheme";
import { readDatabase } from "@/db/client";
import { findProvenance } from "@/db/queries/find-provenance";
import { findScheme } from "@/db/queries/find-scheme";
import { querySchema } from "@/server/api/parameters";
import { problem, refuse } from "@/server/api/problem";
import { ratedAnswer } from "@/server/api/rated-answer";
import { answers, problems } from "@/server/api/responses";
import { RatedInputs } from "@/server/api/schemas/rated-inputs";
import { SCHEME_LICENCE } from "@/server/api/scheme-answer";
import { schemePath } from "@/server/api/scheme-path";

const BODY_MAX = 64 * 1024;

const INPUTS_WANTED = "The body takes the inputs under `inputs`, each by its name.";

const body = z
  .strictObject(
    {
      inputs: z.record(z.string(), z.unknown(), { error: INPUTS_WANTED }).openapi({
        description:
          "A value for each input that the scheme's document asks for: a number, text, true or false, " +
          "a day such as 2026-01-31, a list of numbers, or a list of findings such as " +
          '`{ "severity": "major", "corrected": false, "code": "22" }`, whose code may be left out.',
        example: { hygiene: 10, structural: 5, confidence: 10 },
      }),
    },
    { error: INPUTS_WANTED },
  )
  .openapi("InputsToRate");

const route = createRoute({
  method: "post",
  path: "/api/v1/schemes/{id}/{version}/rate",
  operationId: "rateInputs",
  tags: ["Schemes"],
  summary: "Rate inputs by a scheme",
  description:
    "What the scheme version makes of these inputs, why, and what would make it better: the same " +
    "engine that rates on the board. Nothing is stored.",
  middleware: [
    (c, next) =>
      /^application\/json\b/i.test(c.req.header("content-type") ?? "")
        ? next()
        : Promise.resolve(
            problem("unsupported-media-type", "Send the body with Content-Type: application/json."),
          ),
    bodyLimit({
      maxSize: BODY_MAX,
      onError: () => problem("body-too-large", `A body has at most ${BODY_MAX} bytes.`),
    }),
  ],
  request: {
    params: schemePath,
    query: querySchema({}),
    body: { required: true, content: { "application/json": { schema: body } } },
  },
  responses: {
    200: answers(RatedInputs, "The rating."),
    ...problems("invalid-parameters", "not-found", "body-too-large", "unsupported-media-type"),
  },
});

/** `POST /api/v1/schemes/{id}/{version}/rate`: anyone may re-run any rating. */
export function rateInputs(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    const wanted = c.req.valid("param");
    const { inputs } = c.req.valid("json");
    const db = readDatabase();
    const [found, { asOf }] = await Promise.all([findScheme(db, wanted), findProvenance(db)]);
    if (!found) {
      return problem("not-found", `No scheme is registered as ${wanted.id} ${wanted.version}.`);
    }
    const rated = rate(inputs, found.document);
    if (!rated.ok) {
      return refuse(
        rated.refused.map(({ input, reason }) => ({
          parameter: `inputs.${input}`,
          reason: `${input}: ${reason}.`,
        })),
      );
    }
    const { hash, document } = found;
    return c.json(
      {
        ...ratedAnswer(document, inputs as Inputs, rated),
        hash,
        asOf,
        licence: SCHEME_LICENCE,
      },
      200,
    );
  });
}
