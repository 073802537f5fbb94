import type { DomainStanding } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { outcomeOf, outcomeText } from "@/core/outcome";
import type { Scheme } from "@/core/scheme";
import { type Colour, isColour, type SiteDomain, type UnratedState } from "@/core/standing";

/** The interface's messages, as far as a phrase is made of them. */
export type PhraseWords = (
  key:
    | `state.${UnratedState}`
    | `colour.${Colour}`
    | `domain.${SiteDomain}`
    | "feed.result"
    | "feed.unrated",
  values?: Record<string, string>,
) => string;

/** "Food: 5 Very good (green)": a result where no mark can stand beside it. */
export function resultPhrase(
  standing: Pick<DomainStanding, "domain" | "standing" | "scheme" | "outcome" | "published">,
  schemes: ReadonlyMap<string, Scheme>,
  locale: Locale,
  t: PhraseWords,
): string {
  const outcome = outcomeText(outcomeOf(standing, schemes, locale, (state) => t(`state.${state}`)));
  const domain = t(`domain.${standing.domain}`);
  return isColour(standing.standing)
    ? t("feed.result", { domain, outcome, colour: t(`colour.${standing.standing}`) })
    : t("feed.unrated", { domain, outcome });
}
