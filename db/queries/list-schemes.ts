import { type Scheme, schemeKey } from "@/core/scheme";
import type { Db } from "@/db/client";

/** Every registered scheme version by `id@version`. */
export async function listSchemes(db: Db): Promise<ReadonlyMap<string, Scheme>> {
  const rows = await db<{ document: Scheme }[]>`select document from schemes order by id, version`;
  return new Map(rows.map(({ document }) => [schemeKey(document), document]));
}
