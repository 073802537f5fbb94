import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "s3rver";

/** A server that speaks S3, with one empty bucket, as a `STORAGE_URL`. */
export async function startObjectStore(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(path.join(tmpdir(), "placard-s3-"));
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: "board" }],
  });
  const { port } = (await server.run()) as AddressInfo;
  return {
    url: `s3+http://S3RVER:S3RVER@127.0.0.1:${port}/board/placard?region=us-east-1`,
    async stop() {
      await server.close();
      rmSync(directory, { recursive: true });
    },
  };
}
