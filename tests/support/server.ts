import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface TestServer {
  url: string;
  process: ChildProcess;
  /** As an operator stops it. */
  stop(): Promise<void>;
}

/** The built site as `npm start` runs it, on a free port. Build it first. */
export async function startServer(
  databaseUrl: string,
  settings: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<TestServer> {
  // Vitest has a BASE_URL of its own.
  const { BASE_URL: _, ...inherited } = process.env;
  const server = spawn(process.execPath, ["--import", "tsx", "server/start.ts", ...flags], {
    env: {
      ...inherited,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      PORT: "0",
      LOG_LEVEL: "error",
      AUTH_SECRET: "only for tests, and long enough for them",
      REQUESTS_PER_MINUTE: "1000000000",
      ...settings,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // None outlives the tests, also where the one that started it came to nothing.
  const end = () => server.kill("SIGTERM");
  process.once("exit", end);
  server.once("exit", () => process.off("exit", end));
  const url = await readUrl(server);
  return {
    url,
    process: server,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill("SIGTERM");
      await once(server, "exit");
    },
  };
}

function readUrl(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      said += chunk;
      const url = /ready: (\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    });
    server.once("exit", () => reject(new Error(`The server did not start: ${said}`)));
  });
}
