import { useMessages, useTranslations } from "next-intl";
import { BoardMap } from "@/components/board-map";
import type { OutcomeWords } from "@/components/map-labels";
import { standingWords } from "@/components/standing-words";
import type { BoardQuery } from "@/core/board-query";
import type { Box } from "@/core/listing";
import { directionOf, type Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** The map's place on the board, and its words in the reader's language. */
export function BoardMapPanel({
  schemes,
  locale,
  ...rest
}: {
  query: BoardQuery;
  bounds: Box | null;
  schemes: ReadonlyMap<string, Scheme>;
  basemap: { url: string; attribution: string } | null;
  locale: Locale;
}) {
  const { map } = useMessages();
  const t = useTranslations();
  return (
    <BoardMap
      {...rest}
      schemes={outcomeWords(schemes, locale)}
      labels={{ ...map, standings: standingWords(t) }}
      locale={locale}
      dir={directionOf(locale)}
    />
  );
}

/** Only what the map says of a scheme goes to the browser. */
function outcomeWords(schemes: ReadonlyMap<string, Scheme>, locale: Locale): OutcomeWords {
  const words = [...schemes].map(([key, { outcomes }]) => {
    const named = Object.entries(outcomes).map(([code, { word, symbol }]) => {
      const own = word[locale];
      return [code, { word: symbol && !own.includes(symbol) ? `${symbol} ${own}` : own }];
    });
    return [key, { outcomes: Object.fromEntries(named) }];
  });
  return Object.fromEntries(words);
}
