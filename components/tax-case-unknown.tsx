import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { RegisterNumber } from "@/components/register-number";
import { TaxLookup, type TypedNumber } from "@/components/tax-lookup";
import { isEntityScheme, parseEntityNumber } from "@/core/entity-number";
import type { Locale } from "@/core/locale";

/** Said of a number of which nobody has delivered figures, or whose figures are not this reader's. */
export function TaxCaseUnknown({
  identifier,
  countries,
  typed,
  notice,
  locale,
}: {
  identifier: { scheme: string; number: string };
  countries: readonly string[];
  /** What was looked for next and is no number. */
  typed: TypedNumber;
  notice: ReactNode;
  locale: Locale;
}) {
  const t = useTranslations("tax");
  const { scheme, number } = identifier;
  const isNumber = isEntityScheme(scheme) && parseEntityNumber(scheme, number) !== null;
  return (
    <div className="page max-w-3xl pb-16">
      <BackLink href={`/${locale}/tax`}>{t("back")}</BackLink>
      <h1 className="font-semibold text-xl">{t("unknown")}</h1>
      {isNumber && (
        <p className="text-soft">
          <RegisterNumber of={identifier} />
        </p>
      )}
      <p className="measure mt-4">{t("unknownText")}</p>
      <div className="mt-4 empty:hidden">{notice}</div>
      <div className="mt-6">
        <TaxLookup countries={countries} typed={{ ...(isNumber && identifier), ...typed }} />
      </div>
    </div>
  );
}
