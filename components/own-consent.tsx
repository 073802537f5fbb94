import { useTranslations } from "next-intl";
import { HiddenFields } from "@/components/hidden-fields";
import { Section } from "@/components/section";
import type { EntityNumber } from "@/core/entity";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { OwnEntity } from "@/core/own-standing";
import { TAX_CONSENT_LEVELS } from "@/core/tax-consent";

/** What a business lets the board tell of its tax beyond the standing: given here, and taken back. */
export function OwnConsent({
  consent,
  asked,
  hasTax,
  locale,
}: {
  consent: OwnEntity["consent"];
  asked: EntityNumber;
  /** Whether a tax authority has said anything: else there is nothing to consent to. */
  hasTax: boolean;
  locale: Locale;
}) {
  const t = useTranslations("my.consent");
  const others = TAX_CONSENT_LEVELS.filter((level) => hasTax && level !== consent?.level);
  return (
    <Section id="consent" title={t("title")}>
      <p className="measure">
        {consent
          ? t(consent.level === 1 ? "level1" : "level2", {
              date: formatDate(locale, consent.givenOn),
            })
          : t("none")}
      </p>
      <p className="measure mt-2 text-soft text-sm">{t("rules")}</p>
      <div className="mt-4 space-y-4">
        {others.map((level) => (
          <form key={level} method="post" action="/office/my/consent">
            <HiddenFields fields={{ ...asked, change: `level-${level}` }} />
            <p className="measure" id={`consent-${level}`}>
              {t(`offer${level}`)}
            </p>
            <button type="submit" className="control mt-2" aria-describedby={`consent-${level}`}>
              {t(`give${level}`)}
            </button>
          </form>
        ))}
        {consent && (
          <form method="post" action="/office/my/consent">
            <HiddenFields fields={{ ...asked, change: "withdraw" }} />
            <button type="submit" className="control control-primary">
              {t("withdraw")}
            </button>
          </form>
        )}
      </div>
    </Section>
  );
}
