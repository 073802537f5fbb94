import { formatPublicId } from "@/core/public-id";
import { recompute } from "@/core/recompute";
import type { Db } from "@/db/client";
import { listSchemes } from "@/db/queries/list-schemes";
import { listStoredRatings } from "@/db/queries/list-stored-ratings";
import { openCsv } from "@/server/csv-file";
import { textTable } from "@/server/text-table";

const COLUMNS = ["site", "authority", "scheme", "origin", "stored", "recomputed"];
/** So many differences are printed; a file holds them all. */
const SHOWN_MAX = 20;

/**
 * Rates every stored rating once more by its own scheme version. A source's own result that its
 * inputs contradict stands and is listed; one that we computed ourselves must come out the same.
 */
export async function recomputeAll(
  db: Db,
  csvFile?: string,
): Promise<{ text: string; isSound: boolean }> {
  const schemes = await listSchemes(db);
  const tally = new Map<
    string,
    { same: number; untold: number; published: number; computed: number }
  >();
  const shown: string[][] = [];
  const csv = await openCsv(csvFile, COLUMNS);
  if (!csv) return { text: `${csvFile} cannot be written.`, isSound: false };
  for await (const batch of listStoredRatings(db, {})) {
    for (const rating of batch) {
      const scheme = schemes.get(rating.scheme);
      if (!scheme) throw new Error(`The scheme ${rating.scheme} is not registered.`);
      const counts = tally.get(rating.scheme) ?? { same: 0, untold: 0, published: 0, computed: 0 };
      tally.set(rating.scheme, counts);
      const result = recompute(rating, scheme);
      if (result.kind !== "differs") {
        counts[result.kind] += 1;
        continue;
      }
      counts[result.origin] += 1;
      const row = [
        formatPublicId(rating.site),
        rating.authority,
        rating.scheme,
        rating.origin,
        rating.outcome ?? rating.standing,
        result.outcome ?? result.standing,
      ];
      if (shown.length < SHOWN_MAX) shown.push(row);
      await csv.add(row);
    }
  }
  await csv.end();
  const rows = [...tally].map(([scheme, { same, untold, published, computed }]) => [
    ...[scheme, same, untold, published, computed],
  ]);
  const header = ["scheme", "same", "not told", "source differs", "ours differs"];
  const differences = rows.reduce((sum, row) => sum + Number(row[3]) + Number(row[4]), 0);
  const parts = [textTable(header, rows)];
  if (differences > 0) parts.push(`${differences} differ:`, textTable(COLUMNS, shown));
  if (differences > shown.length) parts.push(`... and ${differences - shown.length} more (--csv).`);
  return {
    text: rows.length > 0 ? parts.join("\n\n") : "Nothing is rated yet.",
    isSound: rows.every((row) => row[4] === 0),
  };
}
