import { useTranslations } from "next-intl";
import { BackLink } from "@/components/back-link";
import { RegisterNumber } from "@/components/register-number";
import { TaxLookup } from "@/components/tax-lookup";
import { isEntityScheme, parseEntityNumber } from "@/core/entity-number";
import type { Locale } from "@/core/locale";

/** Said of a number of which nobody has delivered figures, or whose figures are not this reader's. */
export function TaxCaseUnknown({
  identifier,
  countries,
  locale,
}: {
  identifier: { scheme: string; number: string };
  countries: readonly string[];
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
      <div className="mt-6">
        <TaxLookup countries={countries} {...(isNumber && { typed: identifier })} />
      </div>
    </div>
  );
}
