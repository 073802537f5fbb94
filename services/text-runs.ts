import bidiFactory from "bidi-js";

const bidi = bidiFactory();
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const words = new Intl.Segmenter("und", { granularity: "word" });

/** A piece of a text that is drawn with one font, in one direction. */
export interface TextRun<Key> {
  key: Key;
  /** Of bidirectional nesting; odd ones are read from the right. */
  level: number;
  start: number;
  end: number;
}

/**
 * Pieces of one key, such as a typeface, and one direction, from left to right (UAX 9, rule L2).
 * `auto` follows the first letter that has a direction.
 */
export function visualRuns<Key>(
  text: string,
  direction: "ltr" | "rtl" | "auto",
  keyOf: (grapheme: string) => Key,
): TextRun<Key>[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction === "auto" ? undefined : direction);
  const runs: TextRun<Key>[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const key = keyOf(segment);
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    if (last && last.key === key && last.level === level) last.end = index + segment.length;
    else runs.push({ key, level, start: index, end: index + segment.length });
  }
  const deepest = Math.max(0, ...runs.map((run) => run.level));
  for (let level = deepest; level > 0; level -= 1) reverseFrom(runs, level);
  return runs;
}

function reverseFrom<Key>(runs: TextRun<Key>[], level: number): void {
  for (let start = 0; start < runs.length; start += 1) {
    let end = start;
    while ((runs[end]?.level ?? 0) >= level) end += 1;
    if (end > start) runs.splice(start, end - start, ...runs.slice(start, end).reverse());
    start = end;
  }
}

/** Between these a line may end: words with what follows them, and all that a hard space joins. */
export function linePieces(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    const last = found.length - 1;
    const joined = !isWordLike || found[last]?.endsWith("\u00a0");
    if (last < 0 || !joined) found.push(segment);
    else found[last] += segment;
  }
  return found;
}

/** What a reader takes for one character each. */
export function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
