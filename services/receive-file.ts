import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import Busboy from "@fastify/busboy";

/** What came with a request, until `remove`. */
export type Received =
  | { ok: true; path: string; remove(): Promise<void> }
  | { ok: false; reason: "no-file" | "too-large" };

/**
 * Receives a file, as the first one of a form or as the whole body of a request, without holding it
 * in memory: many may come slowly at once.
 */
export async function receiveFile(request: Request, bytesMax: number): Promise<Received> {
  if (!request.body) return { ok: false, reason: "no-file" };
  const folder = await mkdtemp(path.join(tmpdir(), "placard-upload-"));
  const file = path.join(folder, "file");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const body = Readable.fromWeb(request.body as ReadableStream);
    const type = request.headers.get("content-type") ?? "";
    const outcome = type.startsWith("multipart/form-data")
      ? await receiveForm(body, type, file, bytesMax)
      : await receiveBody(body, file, bytesMax);
    if (outcome === "ok") return { ok: true, path: file, remove };
    await remove();
    return { ok: false, reason: outcome };
  } catch (error) {
    await remove();
    throw error;
  }
}

type Outcome = "ok" | "no-file" | "too-large";

class TooLarge extends Error {}

async function receiveBody(body: Readable, file: string, bytesMax: number): Promise<Outcome> {
  let left = bytesMax;
  const upTo = new Transform({
    transform(chunk: Buffer, _, done) {
      left -= chunk.length;
      if (left < 0) done(new TooLarge());
      else done(null, chunk);
    },
  });
  try {
    await pipeline(body, upTo, createWriteStream(file, { mode: 0o600 }));
    return "ok";
  } catch (error) {
    if (error instanceof TooLarge) return "too-large";
    throw error;
  }
}

async function receiveForm(
  body: Readable,
  contentType: string,
  file: string,
  bytesMax: number,
): Promise<Outcome> {
  if (!/boundary=/i.test(contentType)) return "no-file";
  // One byte more than may come, so that a file of just that size is whole.
  const limits = { files: 1, fields: 20, fieldSize: 10_000, fileSize: bytesMax + 1 };
  const form = Busboy({ headers: { "content-type": contentType }, limits });
  let writing: Promise<Outcome> | null = null;
  form.on("file", (_field, stream) => {
    writing = pipeline(stream, createWriteStream(file, { mode: 0o600 })).then(() =>
      stream.truncated || stream.bytesRead > bytesMax ? "too-large" : "ok",
    );
    writing.catch(() => {});
  });
  try {
    await pipeline(body, form);
  } catch (error) {
    // A form that was cut off or is none; of a request that broke off nobody waits for the answer.
    if (!body.errored) return "no-file";
    throw error;
  }
  return (await writing) ?? "no-file";
}
