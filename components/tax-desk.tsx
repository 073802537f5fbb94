import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "@/components/section";
import { TaxLookup, type TypedNumber } from "@/components/tax-lookup";
import { formatDate, formatMoment, formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { TaxBatch } from "@/core/tax-batch";

/** Deliveries, those that wait for a decision first, and the way to a single case. */
export function TaxDesk({
  batches,
  schemes,
  countries,
  typed,
  locale,
  notice,
}: {
  batches: readonly TaxBatch[];
  schemes: ReadonlyMap<string, Scheme>;
  /** Of the authorities whose desk it is. */
  countries: readonly string[];
  /** What was looked for and is no number. */
  typed: TypedNumber;
  locale: Locale;
  notice: ReactNode;
}) {
  const t = useTranslations("tax");
  return (
    <div className="page max-w-3xl pb-16">
      <h1 className="pt-6 font-semibold text-xl">{t("title")}</h1>
      <p className="measure text-soft">{t("intro")}</p>
      <div className="mt-4 empty:hidden">{notice}</div>
      <Section id="find" title={t("find")}>
        <TaxLookup {...{ countries, typed }} />
      </Section>
      <Section id="batches" title={t("batches")}>
        {batches.length === 0 && <p>{t("noBatches")}</p>}
        <ul>
          {batches.map((batch) => (
            <li key={batch.id} className="relative border-hairline border-t py-3">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <a
                  className="font-semibold after:absolute after:inset-0"
                  href={`/${locale}/tax/batches/${batch.id}`}
                >
                  {t("batchOf", { date: formatDate(locale, batch.asOf) })}
                </a>
                <span className={batch.state === "held" ? "font-semibold" : "text-soft"}>
                  {t(`state.${batch.state}`)}
                </span>
              </p>
              <p className="text-sm">
                <bdi lang={batch.authority.language}>{batch.authority.name}</bdi>
                {" · "}
                {schemes.get(batch.scheme)?.title[locale] ?? batch.scheme}
              </p>
              <p className="text-soft text-sm">
                {t("rows", { count: batch.rows, number: formatNumber(locale, batch.rows) })}
                {" · "}
                {formatMoment(locale, batch.receivedAt.getTime())}
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
