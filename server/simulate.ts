import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { csvCell } from "@/core/csv-cell";
import { inputsBehind } from "@/core/inputs-behind";
import { formatPublicId } from "@/core/public-id";
import { rate } from "@/core/rate";
import type { Db } from "@/db/client";
import { listSchemes } from "@/db/queries/list-schemes";
import { listStoredRatings } from "@/db/queries/list-stored-ratings";
import { textTable } from "@/server/text-table";

const COLUMNS = ["site", "authority", "category", "now", "then", "outcomeNow", "outcomeThen"];

/**
 * Says who would move to which colour if a version of a scheme were adopted, by what their current
 * ratings of the last months rest on. Nothing is written.
 */
export async function simulate(
  db: Db,
  options: { scheme: string; months: number; csv?: string; now: Date },
): Promise<{ ok: true; text: string } | { ok: false; reason: string }> {
  const schemes = await listSchemes(db);
  const proposed = schemes.get(options.scheme);
  if (!proposed) {
    const known = [...schemes.keys()].join(", ");
    return { ok: false, reason: `There is no scheme ${options.scheme}. There are: ${known}.` };
  }
  const since = new Date(options.now);
  since.setUTCMonth(since.getUTCMonth() - options.months);
  const csv = options.csv ? createWriteStream(options.csv) : null;
  csv?.write(`${COLUMNS.join(",")}\r\n`);
  const moves = new Map<string, number>();
  const kinds = { stay: 0, move: 0, untold: 0 };
  const day = since.toISOString().slice(0, 10);
  for await (const batch of listStoredRatings(db, { schemeId: proposed.id, since: day })) {
    for (const rating of batch) {
      const inputs = inputsBehind(proposed, rating, rating.findings);
      const then = inputs && rate(inputs, proposed);
      if (!then?.ok) {
        kinds.untold += 1;
        continue;
      }
      if (then.standing === rating.standing) {
        kinds.stay += 1;
        continue;
      }
      kinds.move += 1;
      const { authority, category } = rating;
      const key = JSON.stringify([authority, category, rating.standing, then.standing]);
      moves.set(key, (moves.get(key) ?? 0) + 1);
      const row = [
        formatPublicId(rating.site),
        ...[authority, category, rating.standing, then.standing],
        ...[rating.outcome ?? "", then.outcome ?? ""],
      ];
      csv?.write(`${row.map(csvCell).join(",")}\r\n`);
    }
  }
  csv?.end();
  if (csv) await finished(csv);
  const rows = [...moves]
    .map(([key, sites]): (string | number)[] => [...(JSON.parse(key) as string[]), sites])
    .sort((a, b) => Number(b[4]) - Number(a[4]));
  const summary =
    `${options.scheme}, ratings since ${day}: ${kinds.move} would move, ${kinds.stay} would keep ` +
    `their colour, ${kinds.untold} cannot be told.`;
  const table = textTable(["authority", "category", "now", "then", "sites"], rows);
  return { ok: true, text: rows.length > 0 ? `${summary}\n\n${table}` : summary };
}
