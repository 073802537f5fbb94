import { useTranslations } from "next-intl";
import { Facts } from "@/components/facts";
import type { Locale } from "@/core/locale";
import { valueText } from "@/core/reason-phrase";
import type { Inputs, Scheme } from "@/core/scheme";
import type { Value } from "@/core/scheme-values";
import { taxFigures } from "@/core/tax-standing";

/** The figures behind a standing, by the names that their scheme gives them. */
export function TaxFigures({
  scheme,
  inputs,
  locale,
}: {
  scheme: Scheme;
  inputs: Inputs;
  locale: Locale;
}) {
  const why = useTranslations("why");
  return (
    <Facts
      facts={taxFigures(scheme).map((name) => ({
        name: scheme.inputs[name]?.label[locale] ?? name,
        value: valueText(name, (inputs[name] ?? null) as Value, { scheme, locale, t: why }),
      }))}
    />
  );
}
