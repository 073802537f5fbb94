import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";

const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Smaller bodies gain nothing. */
const BYTES_MIN = 1000;
/** Higher ones cost a cold page more than the network wins. */
const BROTLI_QUALITY = 5;

const chosen = new LRUCache<string, Encoding>({ max: 500 });
const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** The encoding to send a body of this type and size in, by what the client accepts. */
export function chooseEncoding(
  accepted: string | undefined,
  type: string,
  bytes: number,
): Encoding {
  if (!accepted || bytes < BYTES_MIN || /^image\/(?!svg)/.test(type)) return "identity";
  const known = chosen.get(accepted);
  if (known) return known;
  const acceptable = new Negotiator({ headers: { "accept-encoding": accepted } }).encodings([
    ...ENCODINGS,
  ]);
  const best = ENCODINGS.find((encoding) => acceptable.includes(encoding)) ?? "identity";
  chosen.set(accepted, best);
  return best;
}

export async function encode(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "identity") return body;
  if (encoding === "gzip") return gzipAsync(body);
  return brotliAsync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}
