import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import { formatMoment } from "@/core/format";
import type { Locale } from "@/core/locale";
import { ENDED_BY_TERM, type OfficeEntry, OWN_REASONS } from "@/core/register-entry";

/** Who took an entry where, when and why, from the first step on. */
export function EntrySteps({ steps, locale }: { steps: OfficeEntry["steps"]; locale: Locale }) {
  const t = useTranslations("entries");
  return (
    <Section id="steps" title={t("history")}>
      <ol>
        {steps.map(({ state, at, by, reason }) => {
          const own = OWN_REASONS.find((word) => word === reason && by === null);
          return (
            <li key={at.toISOString()} className="border-hairline border-t py-2">
              <p>
                {t("step", { state: t(`states.${state}`), at: formatMoment(locale, at.getTime()) })}
              </p>
              <p className="text-sm text-soft">
                {by ? (
                  <bdi>{t("by", { name: by })}</bdi>
                ) : (
                  t(reason === ENDED_BY_TERM ? "byClock" : "byImport")
                )}
              </p>
              <p>{own ? t(`own.${own}`) : <bdi>{reason}</bdi>}</p>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
