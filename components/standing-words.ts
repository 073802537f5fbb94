import { COLOURS, type Colour, STANDINGS, type Standing, type UnratedState } from "@/core/standing";

/** A word for every standing where no scheme has one: the colour's name, or the state's. */
export function standingWords(
  t: (key: `colour.${Colour}` | `state.${UnratedState}`) => string,
): Record<Standing, string> {
  const words = STANDINGS.map((standing) => [standing, wordOf(standing)]);
  return Object.fromEntries(words) as Record<Standing, string>;

  function wordOf(standing: Standing): string {
    const colour = COLOURS.find((one) => one === standing);
    return colour ? t(`colour.${colour}`) : t(`state.${standing as UnratedState}`);
  }
}
