import { useTranslations } from "next-intl";
import { isEntityScheme, schemesFrom } from "@/core/entity-number";

/** The schemes of register numbers in words, and all of them to choose from. */
export function useNumberSchemes() {
  const t = useTranslations("numberScheme");
  const choicesFrom = (countries: readonly string[]) =>
    schemesFrom(countries).map((scheme) => ({ value: scheme, text: t(scheme) }));
  return {
    nameOf: (scheme: string) => (isEntityScheme(scheme) ? t(scheme) : scheme),
    /** Those of these countries first. */
    choicesFrom,
    choices: choicesFrom([]),
  };
}
