import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { connect, renewPools } from "@/db/client";
import { publications as watch, watchPublications } from "@/db/publications";
import { startReaders } from "@/db/readers";
import type { Environment } from "@/server/environment";
import { assembleFront } from "@/server/front/assemble-front";
import type { Log } from "@/server/front/log";
import { machineApp } from "@/server/machine-app";

/** After this, what is still under way at a stop is cut off. */
const STOP_MAX_MS = 15_000;

/** Serves the site on a port until `stop`, which lets requests in flight finish. */
export async function serve(options: {
  environment: Environment;
  databaseUrl: string;
  dev: boolean;
  log: Log;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const { environment, dev, log } = options;
  const server = createServer({
    // Longer than a load balancer keeps its connections, so that it never writes to a closed one.
    keepAliveTimeout: 65_000,
    headersTimeout: 20_000,
    // A photo from a phone in the field takes its time.
    requestTimeout: 180_000,
  });
  const app = next({ dev, httpServer: server });
  await app.prepare();
  const directUrl = environment.DIRECT_DATABASE_URL ?? options.databaseUrl;
  // Its own connection: in the readers' queue it would learn too late that the database is away.
  const watching = connect(directUrl, {
    max: 1,
    lasts: true,
    onClose: () => {
      if (watch()?.lose()) renewPools();
    },
  });
  const publications = await watchPublications(directUrl, watching);
  publications.onReturn(renewPools);
  const readers = await startReaders(environment.READ_DATABASE_URLS, publications);
  let stopping = false;
  const front = assembleFront({
    environment,
    publications,
    readers,
    app: machineApp,
    handle: app.getRequestHandler(),
    log,
    keepPages: !dev,
    isStopping: () => stopping,
  });
  await listen(server, environment.PORT);
  // Where the system chose the port, addresses of ours name the one it chose.
  if (environment.PORT === 0) process.env.PORT = String((server.address() as AddressInfo).port);
  server.on("request", front);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      stopping = true;
      publications.release();
      await close(server);
      await app.close();
      await readers.stop();
      await publications.stop();
      await watching.end({ timeout: 1 });
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    // With Next loaded a port in use would leave the process alive and deaf.
    server.once("error", reject);
    server.listen(port, resolve);
  });
}

/** Refuses new connections, lets answers under way finish, and cuts off what takes too long. */
async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), STOP_MAX_MS);
  await closed;
  clearTimeout(timer);
}
