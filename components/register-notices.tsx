import { useTranslations } from "next-intl";
import { Facts } from "@/components/facts";
import { LinkOr } from "@/components/link-or";
import { RegisterSign } from "@/components/register-sign";
import { Section } from "@/components/section";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import { isPositive, type PublicEntry } from "@/core/register-entry";

/** What registers say of a site or an entity, each with its grounds, end and remedy; never a colour. */
export function RegisterNotices({
  entries,
  locale,
}: {
  entries: readonly PublicEntry[];
  locale: Locale;
}) {
  const t = useTranslations("notices");
  if (entries.length === 0) return null;
  return (
    <Section id="notices" title={t("title")}>
      <p className="measure mb-3 text-sm text-soft">{t("intro")}</p>
      <ul>
        {entries.map((entry) => (
          <RegisterNotice key={entry.id} entry={entry} locale={locale} />
        ))}
      </ul>
    </Section>
  );
}

function RegisterNotice({ entry, locale }: { entry: PublicEntry; locale: Locale }) {
  const t = useTranslations("notices");
  const { kind, language, authority, evidence } = entry;
  const speaksFor = isPositive(kind);
  return (
    <li className="grid break-inside-avoid grid-cols-[32px_1fr] gap-x-3 border-hairline border-t py-4">
      <RegisterSign positive={speaksFor} />
      <div className="min-w-0">
        <p className="text-sm text-soft">{t(speaksFor ? "for" : "against")}</p>
        <h3 className="font-semibold">{t(`kinds.${kind}`)}</h3>
        {entry.state === "disputed" && (
          <p className="measure mt-1 border-ink border-s-4 ps-3">{t("disputed")}</p>
        )}
        <div className="mt-2">
          <Facts
            facts={[
              {
                name: t("authority"),
                value: <bdi lang={authority.language}>{authority.name}</bdi>,
              },
              { name: t("legalBasis"), value: <bdi lang={language}>{entry.legalBasis}</bdi> },
              { name: t("grounds"), value: <bdi lang={language}>{entry.grounds}</bdi> },
              {
                name: t("evidence"),
                value: evidence && (
                  <LinkOr href={/^https?:\/\//.test(evidence) ? evidence : null}>
                    <bdi lang={language}>{evidence}</bdi>
                  </LinkOr>
                ),
              },
              {
                name: t("term"),
                value: t("fromTo", {
                  from: formatDate(locale, entry.startsOn),
                  to: formatDate(locale, entry.endsOn),
                }),
              },
              {
                name: t(speaksFor ? "remedyFor" : "remedy"),
                value: <bdi lang={language}>{entry.remedy}</bdi>,
              },
            ]}
          />
        </div>
      </div>
    </li>
  );
}
