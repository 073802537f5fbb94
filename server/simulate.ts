import { formatPublicId } from "@/core/public-id";
import { monthsBefore, simulateRating } from "@/core/simulate";
import type { Db } from "@/db/client";
import { listSchemes } from "@/db/queries/list-schemes";
import { listStoredRatings } from "@/db/queries/list-stored-ratings";
import { openCsv } from "@/server/csv-file";
import { textTable } from "@/server/text-table";

const COLUMNS = ["site", "authority", "category", "now", "then", "outcomeNow", "outcomeThen"];

/**
 * Says who would move to which colour if a version of a scheme were adopted, by what their current
 * ratings of the last months rest on, against what their own version makes of the same. Nothing is
 * written.
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
  const csv = await openCsv(options.csv, COLUMNS);
  if (!csv) return { ok: false, reason: `${options.csv} cannot be written.` };
  const moves = new Map<string, number>();
  const kinds = { stay: 0, move: 0, untold: 0 };
  const day = monthsBefore(options.now, options.months);
  for await (const batch of listStoredRatings(db, { schemeId: proposed.id, since: day })) {
    for (const rating of batch) {
      const own = schemes.get(rating.scheme);
      const simulated = simulateRating(rating, own, proposed);
      kinds[simulated.kind] += 1;
      if (simulated.kind !== "move") continue;
      const { now, then } = simulated;
      const { authority, category } = rating;
      const key = JSON.stringify([authority, category, now.standing, then.standing]);
      moves.set(key, (moves.get(key) ?? 0) + 1);
      const row = [
        formatPublicId(rating.site),
        ...[authority, category, now.standing, then.standing],
        ...[now.outcome ?? "", then.outcome ?? ""],
      ];
      await csv.add(row);
    }
  }
  await csv.end();
  const rows = [...moves]
    .map(([key, sites]): (string | number)[] => [...(JSON.parse(key) as string[]), sites])
    .sort((a, b) => Number(b[4]) - Number(a[4]));
  const summary =
    `${options.scheme}, ratings since ${day}: ${kinds.move} would move, ${kinds.stay} would keep ` +
    `their colour, ${kinds.untold} cannot be told.`;
  const table = textTable(["authority", "category", "now", "then", "sites"], rows);
  return { ok: true, text: rows.length > 0 ? `${summary}\n\n${table}` : summary };
}
