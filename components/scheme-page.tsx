import { useTranslations } from "next-intl";
import { Facts } from "@/components/facts";
import { SchemePicture } from "@/components/scheme-bands";
import { SchemeChecklist } from "@/components/scheme-checklist";
import { SchemeExamples } from "@/components/scheme-examples";
import { SchemeRules } from "@/components/scheme-rules";
import { SchemeShare } from "@/components/scheme-share";
import { SchemeTry } from "@/components/scheme-try";
import { Section } from "@/components/section";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { pictureOf } from "@/core/scheme-bands";

/** One scheme version, explained from its own document. */
export function SchemePage({
  scheme,
  hash,
  counts,
  given,
  locale,
}: {
  scheme: Scheme;
  hash: string;
  /** Places of this board by their outcome; null where nobody has counted. */
  counts: ReadonlyMap<string, number> | null;
  /** What a reader tries; null before anything was filled in. */
  given: Record<string, unknown> | null;
  locale: Locale;
}) {
  const t = useTranslations("scheme");
  const { id, version, effective, source, staleAfterMonths, publicationDelayDays } = scheme;
  const from = formatDate(locale, effective.from);
  const picture = pictureOf(scheme);
  return (
    <div className="page pb-16">
      <p className="pt-6">
        <a href={`/${locale}/schemes`}>{t("all")}</a>
      </p>
      <h1 className="pt-2 font-semibold text-xl md:text-2xl">{scheme.title[locale]}</h1>
      <p className="text-soft">
        {t("version", { version })} ·{" "}
        {effective.to
          ? t("inForceUntil", { from, to: formatDate(locale, effective.to) })
          : t("inForce", { from })}
      </p>
      <Section id="rule" title={t("rule")}>
        <SchemeRules scheme={scheme} locale={locale} />
      </Section>
      {picture && (
        <Section id="bands" title={t("bands")}>
          <SchemePicture scheme={scheme} picture={picture} locale={locale} />
        </Section>
      )}
      <Section id="try" title={t("try")}>
        <SchemeTry scheme={scheme} given={given} locale={locale} />
      </Section>
      {counts && (
        <Section id="share" title={t("share")}>
          <SchemeShare scheme={scheme} counts={counts} locale={locale} />
          <p className="measure mt-3 text-soft text-sm">{t("notComparable")}</p>
        </Section>
      )}
      <Section id="examples" title={t("examples")}>
        <SchemeExamples scheme={scheme} locale={locale} />
      </Section>
      {scheme.checklist.length > 0 && (
        <Section id="checklist" title={t("checklist")}>
          <SchemeChecklist scheme={scheme} locale={locale} />
        </Section>
      )}
      <Section id="facts" title={t("facts")}>
        <div className="max-w-3xl">
          <Facts
            facts={[
              { name: t("jurisdiction"), value: scheme.jurisdiction[locale] },
              { name: t("legalBasis"), value: english(scheme.legalBasis.text) },
              { name: t("source"), value: <a href={source.url}>{new URL(source.url).host}</a> },
              { name: t("note"), value: english(source.note) },
              { name: t("completeness"), value: source.partial && t("partial") },
              {
                name: t("stale"),
                value: staleAfterMonths !== null && t("months", { months: staleAfterMonths }),
              },
              {
                name: t("delay"),
                value: publicationDelayDays > 0 && t("days", { days: publicationDelayDays }),
              },
              {
                name: t("document"),
                value: <a href={`/api/v1/schemes/${id}/${version}`}>{t("download")}</a>,
              },
              { name: t("hash"), value: <code className="break-all text-sm">{hash}</code> },
            ]}
          />
        </div>
      </Section>
    </div>
  );
}

/** Documents say some things in the language of their makers alone. */
function english(text: string) {
  return (
    <span lang="en" dir="auto">
      {text}
    </span>
  );
}
