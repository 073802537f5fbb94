import { useTranslations } from "next-intl";
import { FormNotice } from "@/components/form-notice";
import { isolated } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** What describes the field that it is about. */
export const CASE_NOTICE = "case-notice";

/** Says which figure of a case was no value, by the name that its scheme gives it. */
export function TaxFieldNotice({
  field,
  scheme,
  locale,
}: {
  field: string;
  scheme: Scheme;
  locale: Locale;
}) {
  const t = useTranslations("tax");
  const name = isolated(locale, scheme.inputs[field]?.label[locale] ?? field);
  return (
    <FormNotice id={CASE_NOTICE} tone="refused">
      {t("refusedFigure", { name })}
    </FormNotice>
  );
}
