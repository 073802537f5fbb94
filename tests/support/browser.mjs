// Finds a Chromium, or installs one: apt-get where it is root on Debian, else what playwright offers.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** Path of a Chromium that this machine has, or null. */
function findBrowser() {
  const known = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    chromium.executablePath(),
  ];
  return known.find((file) => file && existsSync(file)) ?? null;
}

/** Path of a Chromium, installed first where there is none. Throws where that fails. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  const apt = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  const steps = apt
    ? [
        ["apt-get", "update", "-qq"],
        [
          "apt-get",
          "install",
          "-y",
          "-qq",
          "--no-install-recommends",
          "chromium",
          "fonts-noto-cjk",
          "fonts-noto-core",
        ],
      ]
    : [[process.execPath, "node_modules/playwright-core/cli.js", "install", "chromium"]];
  for (const [command, ...args] of steps) {
    spawnSync(command, args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  const installed = findBrowser();
  if (!installed) throw new Error("No Chromium: install one or set CHROMIUM_PATH.");
  return installed;
}
