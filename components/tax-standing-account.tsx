import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Facts } from "@/components/facts";
import { useTaxReasons } from "@/components/tax-reasons";
import { TaxStandingLine } from "@/components/tax-standing-line";
import { formatDate } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { StatedStanding } from "@/core/tax-case";

/** A standing as its officer reads it: mark and word, why, what restores it, and what it rests on. */
export function TaxStandingAccount({
  one,
  schemes,
  today,
  locale,
  more = [],
}: {
  one: StatedStanding;
  schemes: ReadonlyMap<string, Scheme>;
  today: IsoDate;
  locale: Locale;
  more?: readonly { name: string; value: ReactNode }[];
}) {
  const t = useTranslations("tax");
  const said = useTranslations("taxPanel");
  const scheme = schemes.get(one.scheme);
  const { why, restore } = useTaxReasons(scheme, locale)(one);
  const isUnpublished = one.standing === "unpublished";
  const hasLapsed = one.lapsesOn !== null && one.lapsesOn <= today;
  const sentences = [
    why,
    isUnpublished && said(one.legalBasis === null ? "silence.no-basis" : "silence.incomplete"),
    one.standing === "disputed" && said("states.disputed"),
    one.standing !== "disputed" && !isUnpublished && one.disputed && said("disputed"),
    !isUnpublished && one.planned && said("planned"),
    hasLapsed && t("tooOld"),
  ].filter((sentence) => typeof sentence === "string");
  return (
    <>
      <TaxStandingLine one={one} schemes={schemes} locale={locale} size={48} />
      <div className="measure mt-2">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className="mt-3">
        <Facts
          facts={[
            ...more,
            { name: t("restore"), value: restore },
            { name: t("asOf"), value: formatDate(locale, one.asOf) },
            {
              name: t(hasLapsed ? "lapsed" : "lapses"),
              value: one.lapsesOn && formatDate(locale, one.lapsesOn),
            },
            { name: t("basis"), value: <bdi>{one.legalBasis ?? t("noBasis")}</bdi> },
            { name: t("scheme"), value: scheme?.title[locale] ?? one.scheme },
          ]}
        />
      </div>
    </>
  );
}
