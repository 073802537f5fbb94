import { useTranslations } from "next-intl";
import { ENTITY_SCHEMES, isEntityScheme } from "@/core/entity-number";

/** The schemes of register numbers in words, and all of them to choose from. */
export function useNumberSchemes() {
  const t = useTranslations("numberScheme");
  return {
    nameOf: (scheme: string) => (isEntityScheme(scheme) ? t(scheme) : scheme),
    choices: ENTITY_SCHEMES.map((scheme) => ({ value: scheme, text: t(scheme) })),
  };
}
