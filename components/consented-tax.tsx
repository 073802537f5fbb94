import { useTranslations } from "next-intl";
import { TaxStandingLine } from "@/components/tax-standing-line";
import { formatList } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { ConsentedTax as Consented } from "@/core/tax-consent";

/** What a business lets be told of its tax beyond the standing: names and days, no figure. */
export function ConsentedTax({
  consented: { decidedBy, scheme, history },
  schemes,
  locale,
}: {
  consented: Consented;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
}) {
  const t = useTranslations("taxPanel.consented");
  const inputs = schemes.get(scheme)?.inputs;
  const names = decidedBy.flatMap((name) => inputs?.[name]?.label[locale] ?? []);
  return (
    <section aria-labelledby="consented-tax" className="measure mt-4">
      <h3 id="consented-tax" className="font-semibold">
        {t("title")}
      </h3>
      <p className="mt-1">
        {names.length > 0 ? t("decidedBy", { names: formatList(locale, names) }) : t("noneAlone")}
      </p>
      {history && (
        <>
          <h4 className="mt-3 text-soft text-sm">{t("history")}</h4>
          <ol className="mt-1">
            {history.map((one) => (
              <li key={one.asOf} className="py-1">
                <TaxStandingLine one={one} schemes={schemes} locale={locale} />
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="mt-3 text-soft text-sm">{t("text")}</p>
    </section>
  );
}
