import { useTranslations } from "next-intl";
import { Facts } from "@/components/facts";
import { RegisterNotices } from "@/components/register-notices";
import { Section } from "@/components/section";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { ComingEntry } from "@/core/own-standing";
import { isPositive, type PublicEntry } from "@/core/register-entry";

/** What registers say in public now, and what they will say from a day on. */
export function OwnNotices({
  entries,
  coming,
  locale,
}: {
  entries: readonly PublicEntry[];
  coming: readonly ComingEntry[];
  locale: Locale;
}) {
  const t = useTranslations("my");
  const notices = useTranslations("notices");
  return (
    <>
      <RegisterNotices entries={entries} locale={locale} />
      {coming.length > 0 && (
        <Section id="coming" title={t("coming")}>
          <p className="measure mb-3 text-sm text-soft">{t("comingText")}</p>
          <ul>
            {coming.map(({ id, kind, state, language, remedy, startsOn, endsOn }) => (
              <li key={id} className="measure border-hairline border-t py-3">
                <h3 className="font-semibold">{notices(`kinds.${kind}`)}</h3>
                <p>
                  {notices("fromTo", {
                    from: formatDate(locale, startsOn),
                    to: formatDate(locale, endsOn),
                  })}
                </p>
                {state === "disputed" && <p>{notices("disputed")}</p>}
                <Facts
                  facts={[
                    {
                      name: notices(isPositive(kind) ? "remedyFor" : "remedy"),
                      value: <bdi lang={language}>{remedy}</bdi>,
                    },
                  ]}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
