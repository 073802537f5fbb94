import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { OwnEntity } from "@/core/own-standing";

/** What a business lets the board tell of its tax beyond the standing. */
export function OwnConsent({ consent, locale }: { consent: OwnEntity["consent"]; locale: Locale }) {
  const t = useTranslations("my.consent");
  return (
    <Section id="consent" title={t("title")}>
      <p className="measure">
        {consent
          ? t(consent.level === 1 ? "level1" : "level2", {
              date: formatDate(locale, consent.givenOn),
            })
          : t("none")}
      </p>
    </Section>
  );
}
