import { normaliseText } from "@/core/tokens";
import type { Db } from "@/db/client";

/** Shorter words have too many neighbours to tell an error by. */
const LENGTH_MIN = 4;

/**
 * Replaces words that begin no word the board knows by the nearest it knows; words of scripts
 * without an alphabet are not in the vocabulary and stay.
 */
export async function correctWords(
  db: Db,
  q: string,
): Promise<{ q: string; corrected: { from: string; to: string }[] }> {
  const corrected: { from: string; to: string }[] = [];
  const better: string[] = [];
  for (const typed of q.split(/\s+/)) {
    const word = normaliseText(typed);
    const to = word.length < LENGTH_MIN ? null : await findNearest(db, word);
    if (to) corrected.push({ from: typed, to });
    better.push(to ?? typed);
  }
  return { q: better.join(" "), corrected };
}

/** The known word nearest to one that nothing known begins with; null for a known one. */
async function findNearest(db: Db, word: string): Promise<string | null> {
  const [row] = await db<{ known: boolean; nearest: string | null }[]>`
    select
      exists (select from vocabulary where word like ${`${word}%`}) as known,
      coalesce(
        (select word from vocabulary where word in ${db(swaps(word))} order by word limit 1),
        (select word from vocabulary where word % ${word}
          order by similarity(word, ${word}) desc, word limit 1)
      ) as nearest`;
  return row && !row.known ? row.nearest : null;
}

/** A word with each two neighbours swapped: the slip that trigrams of short words miss. */
function swaps(word: string): string[] {
  const letters = [...word];
  return letters
    .slice(1)
    .map((letter, i) =>
      [...letters.slice(0, i), letter, letters[i], ...letters.slice(i + 2)].join(""),
    );
}
