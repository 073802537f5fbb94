import { connect } from "node:net";

/** One request as bytes on the wire, and what it is about. */
export interface Fuzzed {
  name: string;
  bytes: Buffer;
  /** Sent in pieces with pauses of the event loop in between, as by a slow client. */
  slow: boolean;
}

/** What came back: null status where the server only closed the connection. */
export interface Outcome {
  status: number | null;
  type: string;
  ms: number;
}

const TEXTS = [
  "pizza",
  "ä",
  "%C3%28",
  "%FF%FE",
  "%00",
  "%",
  "%zz",
  "北京",
  "مطعم",
  "<script>alert(1)</script>",
  "' or 1=1 --",
  "'; drop table listings; --",
  '"}{',
  "a".repeat(201),
  "a",
  "🍕",
  "NaN",
  "Infinity",
  "-1",
  "0",
  "1e309",
  "99999999999999999999",
  "null",
  "undefined",
  "[]",
  "../../etc/passwd",
  "\\",
  "  ",
  "a:*",
  "a & b",
  "!a",
  "''",
  "a'b",
  "%E2%80%AE",
  "(",
  "||",
  "x%0d%0aSet-Cookie:a=b",
];
const BOXES = [
  "-180,-85,180,85",
  "-0.2,51.4,0.1,51.6",
  "170,-20,-170,20",
  "1,2,3",
  "NaN,0,0,0",
  "0,90,0,-90",
  "1e9,0,0,0",
  "0,0,0,0",
  "-181,0,0,0",
  ",,,",
  "0,0,0.00001,0.00001",
];
const CURSORS = [
  "abc",
  "W10",
  "WyJhIiwxXQ",
  "eyJhIjoxfQ",
  "WzEsMSwxXQ",
  "WyJcdTAwMDAiLDFd",
  "WyJhIiwtMV0",
  "WzFlMzA5LDFd",
];
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  q: TEXTS,
  bbox: BOXES,
  z: ["0", "5", "12", "22", "99", "NaN", "-1", "1.5", "1e1"],
  near: ["51.5,-0.1", "0,0", "91,0", "NaN,NaN", "85,180", "0", "1,2,3"],
  domain: ["food", "goods", "tax", "FOOD", ""],
  colour: ["green", "red,yellow", "unrated", "blue", "green,green", ",", "ceased"],
  category: ["restaurant", "bar,shop", "nope", "constructor", "__proto__"],
  authority: ["testham", "none", "../x", "A B", "x".repeat(90)],
  since: ["2020-01-01", "0000-00-00", "2020-13-01", "9999-12-31", "1899-12-31", "yesterday"],
  sort: ["name", "date", "distance", "relevance", "rating", ""],
  cursor: CURSORS,
  limit: ["1", "100", "0", "101", "-1", "NaN", "1.5", "1e2", "٣"],
  after: ["0", "5", "-1", "999999999999", "NaN", "9007199254740993"],
  wait: ["0", "1", "26", "NaN"],
  page: ["1"],
  "": ["x"],
  constructor: ["x"],
  "q[]": ["x"],
};
const PATHS = [
  "/en",
  "/zh",
  "/ar",
  "/en/data",
  "/en/nope",
  "/xx",
  "/",
  "/en/sites/7K3M-9QX2-VD",
  "/en/sites/%FF",
  "/en/sites/' or 1=1",
  "/en/authorities/testham",
  "/en/authorities/%00",
  "/api/v1/sites",
  "/api/v1/sites",
  "/api/v1/sites",
  "/api/v1/sites/AAAAAAAAAA",
  "/api/v1/sites/%FF/history",
  "/api/v1/sites/x/history",
  "/api/v1/entities/no-orgnr/123",
  "/api/v1/entities/%00/%00",
  "/api/v1/map/food/12/2046/1362",
  "/api/v1/map/food/99/0/0",
  "/api/v1/map/goods/3/9/9",
  "/api/v1/map/food/NaN/0/0",
  "/api/v1/map/food/22/4194303/4194303",
  "/api/v1/map/tax/1/0/0",
  "/api/v1/map/food/0/0/0",
  "/api/v1/suggest",
  "/api/v1/authorities",
  "/api/v1/authorities/x",
  "/api/v1/schemes",
  "/api/v1/schemes/uk-fhrs/2018-11",
  "/api/v1/schemes/constructor/__proto__",
  "/api/v1/events",
  "/api/openapi.json",
  "/api/docs",
  "/api",
  "/api/v2/sites",
  "/healthz",
  "/readyz",
  "/feeds/en/search.atom",
  "/feeds/en/sites/AAAAAAAAAA.atom",
  "/feeds/xx/search.atom",
  "/feeds/en/authorities/testham.atom",
  "/sitemap.xml",
  "/sitemaps/sites-0.xml",
  "/sitemaps/sites-99999999999999999999.xml",
  "/sitemaps/..%2f..%2fx",
  "/robots.txt",
  "/pictures/en/board.png",
  "/pictures/en/sites/AAAAAAAAAA.png",
  "/data/files/index.json",
  "/data/files/../../package.json",
  "/data/files/%2e%2e%2f%2e%2e%2fpackage.json",
  "/data/imports/x/issues.csv",
  "/data/imports/00000000-0000-0000-0000-000000000000/issues.csv",
  "/_next/static/chunks/x.js",
  "/_next/data/x.json",
  "/_next/image?url=x",
  "/feeds/../data/files/index.json",
  "/_next/../en",
  "/api/v1/map/%2E%2e/events?wait=1",
  "/en/..\\data",
  "/%65n",
  "/_next/image?url=/pictures/en/board.png&w=640&q=75",
  "//evil.example/en",
  "/en//",
  "/.env",
  "/api/v1/sites/../../../etc/passwd",
  "/%2e%2e/%2e%2e/etc/passwd",
];
const METHODS = [
  ...Array.from({ length: 20 }, () => "GET"),
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "OPTIONS",
  "PATCH",
  "TRACE",
];
const HEADERS = [
  "accept-encoding: br",
  "accept-encoding: gzip;q=0, *;q=0.5",
  "accept-encoding: \u0001",
  'if-none-match: W/"abc"',
  'if-none-match: W/"AAAAAAAAAAAAAAAA-zzzzzzzz"',
  "cookie: a=b",
  "rsc: 1",
  "next-router-state-tree: %5B%5D",
  "next-action: x",
  "range: bytes=0-10",
  "range: bytes=5-1",
  "range: bytes=999999999-",
  "x-forwarded-for: not an address",
  "x-forwarded-host: evil.example",
  "accept-language: ar;q=NaN, zh",
  "authorization: Bearer x",
  `x-long: ${"y".repeat(20_000)}`,
  "content-length: 99999999999",
  "transfer-encoding: chunked",
  "expect: 100-continue",
  "te: trailers",
];

/** The `number`-th request: the same one each time. */
function fuzz(number: number): Fuzzed {
  const random = dice(number);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  const names = Object.keys(PARAMETERS);
  const count = Math.floor(random() * 5);
  const query = Array.from({ length: count }, () => {
    const name = pick(names);
    // Now and then a value of another parameter.
    return `${name}=${pick(PARAMETERS[random() < 0.9 ? name : pick(names)] ?? [])}`;
  });
  const path = pick(PATHS);
  const target =
    query.length > 0 ? `${path}${path.includes("?") ? "&" : "?"}${query.join("&")}` : path;
  const method = pick(METHODS);
  const headers = Array.from({ length: Math.floor(random() * 3) }, () => pick(HEADERS));
  const body = method === "POST" && random() < 0.3 ? "x".repeat(300_000) : "";
  if (body) headers.push(`content-length: ${body.length}`);
  // Bytes of broken UTF-8 or spaces in a target are the server's problem as well.
  const line = `${method} ${random() < 0.95 ? target.replaceAll(" ", "%20") : target} HTTP/1.1`;
  const head = [line, "host: localhost", "connection: close", ...headers].join("\r\n");
  return {
    name: `${number}: ${line.slice(0, 200)} ${headers.map((one) => one.slice(0, 40)).join(" | ")}`,
    bytes: Buffer.from(`${head}\r\n\r\n${body}`, random() < 0.1 ? "latin1" : "utf8"),
    slow: random() < 0.02,
  };
}

/** Sends the first `count` requests, `atOnce` of them at a time. */
export async function sendAll(
  port: number,
  { count, atOnce }: { count: number; atOnce: number },
  onOutcome: (one: Fuzzed, outcome: Outcome) => void,
): Promise<void> {
  let next = 0;
  const ask = async () => {
    while (next < count) {
      const one = fuzz(next);
      next += 1;
      onOutcome(one, await send(port, one));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
}

/** Sends one request over a connection of its own and reads the first line of what comes back. */
function send(port: number, { bytes, slow }: Fuzzed): Promise<Outcome> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let head = "";
    const finish = () => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
      const type = /^content-type: *([^;\r]*)/im.exec(head)?.[1] ?? "";
      resolve({ status: status ? Number(status) : null, type, ms: performance.now() - startedAt });
    };
    socket.on("data", (chunk) => {
      if (head.length < 20_000) head += chunk.toString("latin1");
      // A refusal may come before the client has said everything it wants to.
      if (head.includes("\r\n\r\n") && !/^HTTP\/1\.1 (1|2)/.test(head)) socket.end();
    });
    socket.once("close", finish);
    // The server may close on someone who still sends: that is an answer too.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error);
    });
    socket.setTimeout(60_000, () => reject(new Error("no answer")));
    if (slow) sendSlowly(socket, bytes);
    else socket.write(bytes);
  });
}

function sendSlowly(socket: ReturnType<typeof connect>, bytes: Buffer, from = 0): void {
  if (from >= bytes.length || socket.destroyed) return;
  const size = Math.max(16, Math.ceil(bytes.length / 50));
  socket.write(bytes.subarray(from, from + size), () =>
    setImmediate(() => sendSlowly(socket, bytes, from + size)),
  );
}

/** A small generator of pseudo-random numbers (mulberry32), seeded by the number of the request. */
function dice(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
