import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";

/** Serves the site on a port until `stop`, which lets requests in flight finish. */
export async function serve(options: {
  port: number;
  dev: boolean;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer();
  const app = next({ dev: options.dev, httpServer: server });
  await app.prepare();
  server.on("request", app.getRequestHandler());
  await new Promise<void>((resolve, reject) => {
    // With Next loaded a port in use would leave the process alive and deaf.
    server.once("error", reject);
    server.listen(options.port, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await app.close();
    },
  };
}
