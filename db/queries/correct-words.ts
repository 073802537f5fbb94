import { queryTokens } from "@/core/tokens";
import type { Db } from "@/db/client";

/**
 * Replaces words the board does not know by the nearest it does; short words and those of other
 * than alphabetic scripts stay.
 */
export async function correctWords(
  db: Db,
  q: string,
): Promise<{ q: string; corrected: { from: string; to: string }[] }> {
  const { words, prefix } = queryTokens(q);
  const typed = [...words, ...(prefix ? [prefix] : [])];
  const corrected: { from: string; to: string }[] = [];
  const better: string[] = [];
  for (const word of typed) {
    const [match] =
      word.length < 4
        ? []
        : await db<{ known: boolean; nearest: string | null }[]>`
      select
        exists (select from vocabulary where word = ${word}) as known,
        (select word from vocabulary where word % ${word}
          order by similarity(word, ${word}) desc, word limit 1) as nearest`;
    const to = match && !match.known ? match.nearest : null;
    if (to) corrected.push({ from: word, to });
    better.push(to ?? word);
  }
  return { q: better.join(" "), corrected };
}
