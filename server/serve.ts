import { AsyncLocalStorage } from "node:async_hooks";
import { createServer, type ServerResponse } from "node:http";
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
  const handle = app.getRequestHandler();
  const responses = shareResponses();
  server.on("request", (request, response) => {
    responses.run(response, () => void handle(request, response));
  });
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

/** Leaves each request's response where a page can set its status (app/answer-not-found.ts). */
function shareResponses(): AsyncLocalStorage<ServerResponse> {
  const responses = new AsyncLocalStorage<ServerResponse>();
  (globalThis as { placardResponse?: typeof responses }).placardResponse = responses;
  return responses;
}
