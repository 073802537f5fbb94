import { connect, type Db } from "@/db/client";
import { migrate } from "@/db/migrate";
import { FORMATS } from "@/importers/formats";
import { type ImportOptions, importFiles } from "@/server/import-files";

/** A file or folder of published data, with the day where it carries none. */
export interface Published {
  format: string;
  location: string;
  asOf?: string;
  authority?: string;
}

/** Imports as the command does, but again what was imported before. */
export async function importAll(db: Db, published: readonly Published[]): Promise<void> {
  for (const { format: id, location, asOf, authority } of published) {
    const format = FORMATS[id];
    if (!format) throw new Error(`No format ${id}.`);
    const options: ImportOptions = {
      asOf: asOf ?? null,
      partial: false,
      acceptGone: true,
      shortcut: false,
    };
    if (authority) options.authority = authority;
    const results = await importFiles(db, format, [location], options);
    for (const { state, reason, file } of results) {
      if (state === "refused" || state === "held") throw new Error(`${file}: ${reason}`);
    }
  }
}

/** A new, migrated database of the cluster. */
export async function freshDatabase(clusterUrl: string, name: string): Promise<Db> {
  const admin = connect(clusterUrl, { max: 1 });
  await admin.unsafe(`drop database if exists ${name}`);
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = databaseUrl(clusterUrl, name);
  await migrate(url);
  return connect(url, { max: 4 });
}

export function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}
