// `npm run verify`: install, check, every test; the last line says `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build, install } from "../../server/bootstrap.mjs";

install();
const { ensureBrowser } = await import("./browser.mjs");
process.env.CHROMIUM_PATH = ensureBrowser();
const check = npm("run", "check");
build();
const folder = mkdtempSync(path.join(tmpdir(), "placard-verify-"));
const suites = ["vitest.config.ts", "tests/e2e/vitest.config.ts"].map((config, i) => {
  const report = path.join(folder, `${i}.json`);
  const status = npm(
    "exec",
    "--",
    "vitest",
    "run",
    "--config",
    config,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  );
  return { status, ...counts(report) };
});
const passed = suites.reduce((sum, suite) => sum + suite.passed, 0);
// A suite that broke before or between its tests has failed too.
const failed =
  suites.reduce((sum, suite) => sum + Math.max(suite.failed, suite.status === 0 ? 0 : 1), 0) +
  (check === 0 ? 0 : 1);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function npm(...args) {
  return (
    spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" }).status ?? 1
  );
}

function counts(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
