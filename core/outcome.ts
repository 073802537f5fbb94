import type { DomainStanding } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { isColour, type UnratedState } from "@/core/standing";

/** The scheme's sign, if it has one, and its word in the reader's language. */
export interface Outcome {
  symbol: string | null;
  word: string;
}

/** What stands beside a mark: the scheme's word, or the reason why there is no colour. */
export function outcomeOf(
  standing: Pick<DomainStanding, "standing" | "scheme" | "outcome" | "published">,
  schemes: ReadonlyMap<string, Scheme>,
  locale: Locale,
  stateWord: (state: UnratedState) => string,
): Outcome {
  if (!isColour(standing.standing)) return { symbol: null, word: stateWord(standing.standing) };
  const outcome = schemes.get(standing.scheme ?? "")?.outcomes[standing.outcome ?? ""];
  const symbol = outcome?.symbol ?? null;
  return { symbol, word: outcome?.word[locale] ?? standing.published ?? standing.standing };
}

/** The same in one line: a word that already names the sign, such as "Grade A", says it once. */
export function outcomeText({ symbol, word }: Outcome): string {
  return symbol && !word.includes(symbol) ? `${symbol} ${word}` : word;
}

/** The same as one phrase, for names that are read out. */
export function outcomePhrase({ symbol, word }: Outcome): string {
  return symbol ? `${symbol}, ${word}` : word;
}
