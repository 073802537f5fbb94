import { execFileSync, spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Served, Site } from "@/bench/site";

/** Compared with where it is installed. */
const NGINX = "nginx";

/** nginx on one static file of the same bytes and headers; null where the machine has none. */
export async function startNginx({
  headers,
  body,
}: Served): Promise<Pick<Site, "url" | "stop"> | null> {
  if (!hasNginx()) return null;
  const folder = await mkdtemp(path.join(tmpdir(), "placard-nginx-"));
  await chmod(folder, 0o755);
  await writeFile(path.join(folder, "index"), Buffer.from(body, "base64"));
  const port = await findFreePort();
  const configuration = configure(folder, port, headers);
  await writeFile(path.join(folder, "nginx.conf"), configuration);
  const child = spawn(NGINX, ["-c", path.join(folder, "nginx.conf"), "-g", "daemon off;"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}/`;
  while (!(await fetch(url).catch(() => null))) {
    if (child.exitCode !== null) throw new Error("nginx did not start.");
    await delay(20);
  }
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

function hasNginx(): boolean {
  try {
    execFileSync(NGINX, ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** As many workers as the product has processes: one. */
function configure(folder: string, port: number, headers: Served["headers"]): string {
  const { "content-type": type = "text/html", etag: _, ...others } = headers;
  const added = Object.entries(others).map(
    ([name, value]) => `add_header ${name} "${value.replace(/(["\\])/g, "\\$1")}";`,
  );
  return `
    worker_processes 1;
    pid ${folder}/pid;
    error_log ${folder}/errors;
    events { worker_connections 512; }
    http {
      access_log off;
      sendfile on;
      keepalive_requests 100000000;
      open_file_cache max=10;
      client_body_temp_path ${folder};
      default_type "${type}";
      server {
        listen 127.0.0.1:${port};
        root ${folder};
        index index;
        ${added.join("\n        ")}
      }
    }`;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
