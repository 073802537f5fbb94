import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { implausibleSentence } from "@/core/tax-batch";
import { officeDatabase } from "@/db/client";
import { querySchema } from "@/server/api/parameters";
import { problem } from "@/server/api/problem";
import { answers, problems } from "@/server/api/responses";
import { TaxBatchReceipt } from "@/server/api/schemas/tax-batch";
import { deliver } from "@/server/tax/deliver";
import { DELIVERY_BYTES_MAX, type Spooled, TooLarge, withSpooled } from "@/server/tax/spool";
import { type NoRoom, withRoom } from "@/server/tax/spool-room";
import { mayDeliver, verifyDelivery } from "@/server/tax/verify-delivery";

const TYPES = /^(text\/csv|application\/(x-ndjson|ndjson|jsonl|x-jsonlines))\b/i;

const route = createRoute({
  method: "post",
  path: "/api/v1/tax/batches",
  operationId: "sendTaxBatch",
  tags: ["Tax"],
  summary: "Deliver tax figures",
  description:
    "For tax authorities: CSV with a header, or JSON lines, one row per legal entity. Columns are " +
    "`identifier_scheme`, `number`, `legal_form`, `name`, `as_of`, `legal_basis` and the inputs of the " +
    "tax scheme that the authority works under on that day. All of it counts or nothing; natural " +
    "persons are refused; figures are never published, only the standing that the scheme makes of " +
    "them. The signature is Ed25519 over the text `placard-tax-batch:v1:` followed by the SHA-256 of " +
    "the body in lower-case hex.",
  middleware: [
    (c, next) =>
      TYPES.test(c.req.header("content-type") ?? "")
        ? next()
        : Promise.resolve(
            problem(
              "unsupported-media-type",
              "Send the body with Content-Type: text/csv or application/x-ndjson.",
            ),
          ),
  ],
  request: {
    query: querySchema({}),
    headers: z.object({
      "placard-key": z.string().optional().openapi({ description: "Id of the key." }),
      "placard-signature": z
        .string()
        .optional()
        .openapi({ description: "The detached signature, base64." }),
    }),
    body: {
      required: true,
      content: {
        "text/csv": { schema: z.string() },
        "application/x-ndjson": { schema: z.string() },
      },
    },
  },
  responses: {
    200: answers(TaxBatchReceipt, "The same body had come before; nothing changed."),
    201: answers(TaxBatchReceipt, "Taken over, or held until a second person releases it."),
    ...problems(
      "broken-off",
      "not-signed",
      "refused-batch",
      "batch-too-large",
      "unsupported-media-type",
      "unfit-batch",
      "batch-under-way",
      "too-many-batches",
    ),
  },
});

/** `POST /api/v1/tax/batches`: a tax authority's figures, signed. */
export function sendTaxBatch(api: OpenAPIHono): void {
  api.openapi(route, async (c) => {
    if (Number(c.req.header("content-length") ?? 0) > DELIVERY_BYTES_MAX) return tooLarge();
    const signed = {
      keyId: c.req.header("placard-key") ?? "",
      signature: c.req.header("placard-signature") ?? "",
    };
    const may = await mayDeliver(officeDatabase(), signed);
    if (!may.ok) return problem("not-signed", may.reason);
    const body = (c.req.raw.body ?? new Blob([]).stream()) as unknown as AsyncIterable<Uint8Array>;
    try {
      const taken = await withRoom(may.key.id, () =>
        withSpooled(arriving(body), (spooled) => take(spooled, signed)),
      );
      return typeof taken === "string" ? noRoom(taken) : taken;
    } catch (error) {
      if (error instanceof TooLarge) return tooLarge();
      if (error instanceof BrokenOff) {
        return problem(
          "broken-off",
          "The delivery broke off. Nothing was taken over; send it again.",
        );
      }
      throw error;
    }
  });
}

async function take(spooled: Spooled, signed: { keyId: string; signature: string }) {
  const db = officeDatabase();
  const verified = await verifyDelivery(db, { ...signed, hash: spooled.hash });
  if (!verified.ok) return problem("not-signed", verified.reason);
  const { id: keyId, authorityId } = verified.key;
  const received = await deliver(db, spooled, { authorityId, keyId, now: new Date() });
  if (!received.ok && received.refusal === "busy") {
    return problem("too-many-batches", received.detail, { headers: LATER });
  }
  if (!received.ok && received.refusal) return problem("not-signed", received.detail);
  if (!received.ok) {
    return problem("unfit-batch", received.detail, {
      errors: received.faults.map(({ line, column, reason }) => ({
        parameter: `line ${line}: ${column}`,
        reason,
      })),
    });
  }
  if (received.state === "refused") {
    return problem("refused-batch", `This delivery was refused. ${received.reason ?? ""}`.trim());
  }
  const { id, state, repeated, doubt, rows, asOf, scheme, moves } = received;
  const reason = doubt && implausibleSentence(doubt);
  const receipt = { id, state, repeated, reason, rows, asOf, scheme, moves };
  return Response.json(receipt, { status: repeated ? 200 : 201 }) as never;
}

const tooLarge = () =>
  problem("batch-too-large", `A delivery has at most ${DELIVERY_BYTES_MAX} bytes.`);

const LATER = { "retry-after": "30", "cache-control": "no-store" };

function noRoom(why: NoRoom) {
  return why === "key-busy"
    ? problem("batch-under-way", "Another delivery by this key is under way.", { headers: LATER })
    : problem("too-many-batches", "Deliveries of others are being taken in.", { headers: LATER });
}

class BrokenOff extends Error {}

async function* arriving(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new BrokenOff("The body did not arrive whole.", { cause });
  }
}
