import { useTranslations } from "next-intl";
import { formatList } from "@/core/format";
import type { Locale } from "@/core/locale";
import { inputsOfRule } from "@/core/rule-inputs";
import type { Scheme } from "@/core/scheme";
import { isColour, type Standing } from "@/core/standing";

/** Sentences for the public: none holds a figure. Null where there is nothing to say. */
interface TaxReasons {
  why: string | null;
  /** What would make it better; null where it is green, or where nobody can do anything. */
  restore: string | null;
}

/**
 * Why an entity stands as it does and what restores it, from the rule that decided: the rule's own
 * sentence, else what it looks at by label, never what it saw.
 */
export function useTaxReasons(scheme: Scheme | undefined, locale: Locale) {
  const t = useTranslations("taxPanel");
  return ({ standing, rule }: { standing: Standing; rule: string | null }): TaxReasons => {
    if (!scheme || rule === null || !isColour(standing)) return { why: null, restore: null };
    return {
      why: own("why", scheme, rule) ?? lookedAt(scheme, rule),
      restore: standing === "green" ? null : (own("restore", scheme, rule) ?? t("restoreOther")),
    };
  };

  function own(kind: "why" | "restore", { id }: Scheme, rule: string): string | null {
    const key = `${kind}.${id}.${rule}` as "why.placard-tax.good";
    return t.has(key) ? t(key) : null;
  }

  function lookedAt(from: Scheme, rule: string): string | null {
    const inputs = inputsOfRule(from, rule).map(({ label }) => label[locale]);
    return inputs.length > 0 ? t("whyOther", { inputs: formatList(locale, inputs) }) : null;
  }
}
