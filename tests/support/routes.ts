import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const APP = path.resolve(import.meta.dirname, "../../app");
const METHOD = /^export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/gm;

/**
 * Every page and every method of a route handler that the file tree of `app/` makes, such as
 * `GET /[locale]/inspect` and `POST /office/visits/[id]`.
 */
export function listRoutes(): string[] {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" });
  return files
    .flatMap((file) => {
      const address = path.dirname(`/${file}`).replace(/\/$/, "") || "/";
      if (/(^|\/)page\.tsx?$/.test(file)) return [`GET ${address}`];
      if (!/(^|\/)route\.tsx?$/.test(file)) return [];
      const source = readFileSync(path.join(APP, file), "utf8");
      return [...source.matchAll(METHOD)].map(([, method]) => `${method} ${address}`);
    })
    .toSorted();
}

/** Files that hold server actions, which have an address of their own that is not in the tree. */
export function listServerActions(): string[] {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" });
  return files.filter(
    (file) =>
      /\.tsx?$/.test(file) &&
      /^\s*["']use server["']/m.test(readFileSync(path.join(APP, file), "utf8")),
  );
}
