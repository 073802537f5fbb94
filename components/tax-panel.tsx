import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkOr } from "@/components/link-or";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { useTaxReasons } from "@/components/tax-reasons";
import { formatAge, formatDate, isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { TaxDetail } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { schemeUrl } from "@/core/scheme-url";
import { isColour } from "@/core/standing";

/** A legal entity's tax standing: mark, word, day, source, and why in words. It knows no amount. */
export function TaxPanel({
  tax,
  title,
  about,
  schemes,
  locale,
  today,
}: {
  tax: TaxDetail;
  title: string;
  /** Whose it is, where the page is not about the entity. */
  about?: ReactNode;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations("taxPanel");
  const scheme = schemes.get(tax.scheme ?? "");
  const { why, restore } = useTaxReasons(scheme, locale)(tax);
  const { authority } = tax;
  return (
    <article aria-labelledby="result-tax" className="border-hairline border-t pt-4 pb-2">
      <h2 id="result-tax" className="text-soft text-sm">
        {title}
      </h2>
      {about && <p className="mt-1">{about}</p>}
      <div className="mt-2 flex items-center gap-4">
        <Mark standing={tax.standing} size={72} />
        <p className="min-w-0 font-semibold text-xl">
          {tax.standing === "unpublished" ? (
            t("notPublished")
          ) : (
            <OutcomeWord standing={{ ...tax, published: null }} schemes={schemes} locale={locale} />
          )}
        </p>
      </div>
      <div className="measure mt-4 space-y-2">
        {authority && !tax.silence && (
          <p>
            {tax.asOf
              ? t("stated", {
                  authority: isolated(locale, authority.name),
                  date: formatDate(locale, tax.asOf),
                  age: formatAge(locale, tax.asOf, today),
                })
              : t("statedUndated", { authority: isolated(locale, authority.name) })}
          </p>
        )}
        {tax.silence && (
          <p>
            {t(`silence.${tax.silence}`, { date: tax.asOf ? formatDate(locale, tax.asOf) : "" })}
          </p>
        )}
        {!tax.silence && !isColour(tax.standing) && tax.standing !== "unpublished" && (
          <p>{t(`states.${tax.standing}`)}</p>
        )}
        {tax.disputed && tax.standing !== "disputed" && <p>{t("disputed")}</p>}
        {tax.planned && <p>{t("planned")}</p>}
        {scheme && (
          <p className="text-sm text-soft">
            <a href={schemeUrl(locale, scheme)}>
              {t("rule", { scheme: scheme.title[locale], version: scheme.version })}
            </a>
          </p>
        )}
        {tax.legalBasis && (
          <p className="text-sm text-soft">
            {t("basis", { law: isolated(locale, tax.legalBasis) })}
          </p>
        )}
        {authority?.website && (
          <p className="text-sm">
            <LinkOr href={authority.website}>
              <bdi lang={authority.language}>{authority.name}</bdi>
            </LinkOr>
          </p>
        )}
      </div>
      {(why ?? restore) && (
        <div className="measure mt-4">
          {why && (
            <>
              <h3 className="font-semibold">{t("whyTitle")}</h3>
              <p className="mt-1">{why}</p>
            </>
          )}
          {restore && (
            <>
              <h3 className="mt-3 font-semibold">{t("restoreTitle")}</h3>
              <p className="mt-1">{restore}</p>
            </>
          )}
          <p className="mt-3 text-sm text-soft">{t("noAmounts")}</p>
        </div>
      )}
    </article>
  );
}
