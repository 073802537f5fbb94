import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";

/** A server of the product in a process of its own. */
export interface Site {
  url: string;
  child: ChildProcess;
  stop: () => Promise<void>;
}

/** Starts the built product on a database, with limits that a load test does not meet. */
export async function startSite(databaseUrl: string, nodeArgs: readonly string[] = []) {
  if (!existsSync(".next/BUILD_ID")) throw new Error("Run `npm run build` first.");
  // As `npm start` does.
  return startProcess(
    ["--max-old-space-size=160", ...nodeArgs, "--import", "tsx", "server/start.ts"],
    /ready: (\S+)/,
    {
      DATABASE_URL: databaseUrl,
      PORT: "0",
      AUTH_SECRET: "only for measurements, and long enough",
      NODE_ENV: "production",
      REQUESTS_PER_MINUTE: "1000000000",
    },
  );
}

/** Starts Node and waits until it says where it listens. */
function startProcess(
  args: readonly string[],
  ready: RegExp,
  environment: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("exit", (code) => reject(new Error(`It ended with code ${code}:\n${said}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      if (said.length > 10_000) return;
      said += chunk;
      const url = ready.exec(said)?.[1];
      if (url) resolve({ url, child, stop });
    });
  });
}

export interface Served {
  headers: Record<string, string>;
  /** Base64. */
  body: string;
}

/** The bound: a bare `node:http` server in its own process that answers everything with one answer. */
export async function startBare(answer: Served): Promise<Site> {
  const program = `
    const { headers, body } = JSON.parse(process.argv[1]);
    const bytes = Buffer.from(body, "base64");
    const server = require("node:http").createServer((request, response) => {
      response.writeHead(200, headers);
      response.end(bytes);
    });
    server.listen(0, "127.0.0.1", () => console.log("ready: http://127.0.0.1:" + server.address().port));`;
  return startProcess(["-e", program, JSON.stringify(answer)], /ready: (\S+)/);
}
