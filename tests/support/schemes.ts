import { readdirSync, readFileSync } from "node:fs";
import { loadScheme } from "@/core/load-scheme";
import { type Scheme, schemeKey } from "@/core/scheme";

const FOLDER = "core/schemes";

/** A scheme's document as it lies in its file. */
export function documentOf(key: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`${FOLDER}/${key}.json`, "utf8"));
}

/** A scheme of ours by `id@version`. */
export function schemeNamed(key: string): Scheme {
  const loaded = loadScheme(documentOf(key));
  if (!loaded.ok) throw new Error(`${key}: ${loaded.flaw.path} ${loaded.flaw.reason}`);
  if (schemeKey(loaded.scheme) !== key) throw new Error(`${key} holds another scheme.`);
  return loaded.scheme;
}

/** Every scheme that comes with the project. */
export function allSchemes(): Scheme[] {
  return readdirSync(FOLDER).map((name) => schemeNamed(name.replace(/\.json$/, "")));
}
