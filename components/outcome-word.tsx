import { useTranslations } from "next-intl";
import type { DomainStanding } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { outcomeOf } from "@/core/outcome";
import type { Scheme } from "@/core/scheme";

/** The word of a standing with the scheme's own sign before it. */
export function OutcomeWord({
  standing,
  schemes,
  locale,
}: {
  standing: Pick<DomainStanding, "standing" | "scheme" | "outcome" | "published">;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
}) {
  const state = useTranslations("state");
  const { symbol, word } = outcomeOf(standing, schemes, locale, state);
  // A word that already names the sign, such as "Grade A", says it once.
  if (!symbol || word.includes(symbol)) return <span>{word}</span>;
  return (
    <span>
      <span className="me-1.5 font-bold">{symbol}</span>
      {word}
    </span>
  );
}
