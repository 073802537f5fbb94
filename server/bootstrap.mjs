// What runs before anything is installed: plain Node, nothing else. `bootstrap.mjs demo`.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const BUILT_FROM = [
  "app",
  "components",
  "core",
  "db",
  "messages",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "public",
  "services",
];

/** Installs the locked packages, unless they are there already. */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Placard needs Node 20.19 or newer; this is ${process.versions.node}.`);
  }
  const stamp = path.join(root, "node_modules", ".placard-installed");
  const wanted = fingerprint(["package.json", "package-lock.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing packages...");
  run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, wanted);
}

/** Builds the site, unless it was built from the same files before. */
export function build() {
  const stamp = path.join(root, ".next", "placard-built");
  const wanted = fingerprint(BUILT_FROM);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Building the site...");
  run(process.execPath, ["node_modules/next/dist/bin/next", "build"]);
  writeFileSync(stamp, wanted);
}

/** Runs a command in the project and ends this process with its exit code where it fails. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  if (result.error) fail(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function fingerprint(names) {
  const hash = createHash("sha256").update(process.version);
  const add = (file) => {
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(path.join(file, name));
      return;
    }
    hash.update(path.relative(root, file)).update(readFileSync(file));
  };
  for (const name of names) add(path.join(root, name));
  return hash.digest("hex");
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (process.argv[1] === import.meta.filename) {
  install();
  build();
  const embedded = process.env.DATABASE_URL ? {} : { PLACARD_EMBEDDED: "1" };
  const server = spawn(process.execPath, ["--import", "tsx", "server/start.ts", "--demo"], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", ...embedded },
  });
  // Ctrl+C reaches the server by itself; a signal sent to this process alone does not.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  server.on("exit", (code) => process.exit(code ?? 1));
}
