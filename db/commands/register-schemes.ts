import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { loadScheme } from "@/core/load-scheme";
import { type Scheme, schemeKey } from "@/core/scheme";
import type { Db } from "@/db/client";
import { announce } from "@/db/commands/announce";

const FOLDER = path.join(import.meta.dirname, "../../core/schemes");

/**
 * Registers every scheme version the code ships. A version that is registered already must be the
 * same to the letter: ratings refer to it by name, and what was published must stay explainable.
 */
export async function registerSchemes(db: Db): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".json"));
  const read = await Promise.all(files.map((name) => readScheme(name)));
  await db.begin(async (tx) => {
    let added = 0;
    for (const { scheme, text, hash } of read) {
      const inserted = await tx`
        insert into schemes (id, version, domain, hash, document, text)
        values (${scheme.id}, ${scheme.version}, ${scheme.domain}, ${hash},
          ${tx.json(scheme as never)}, ${text})
        on conflict (id, version) do update
          set domain = excluded.domain, hash = excluded.hash,
            document = excluded.document, text = excluded.text
          where schemes.hash = ''`;
      added += inserted.count;
      const [known] = await tx<{ hash: string }[]>`
        select hash from schemes where id = ${scheme.id} and version = ${scheme.version}`;
      if (known?.hash !== hash) {
        throw new Error(
          `Scheme ${schemeKey(scheme)} differs from the version that is in use. ` +
            "Give the changed scheme a new version.",
        );
      }
    }
    if (added > 0) await announce(tx, null);
  });
}

async function readScheme(name: string): Promise<{ scheme: Scheme; text: string; hash: string }> {
  const loaded = loadScheme(JSON.parse(await readFile(path.join(FOLDER, name), "utf8")));
  if (!loaded.ok) {
    throw new Error(`Scheme file ${name}, at ${loaded.flaw.path}: ${loaded.flaw.reason}.`);
  }
  const { scheme } = loaded;
  if (name !== `${schemeKey(scheme)}.json`) {
    throw new Error(`Scheme file ${name} holds ${schemeKey(scheme)}.`);
  }
  const text = JSON.stringify(scheme);
  return { scheme, text, hash: createHash("sha256").update(text).digest("hex") };
}
