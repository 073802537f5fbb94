import { useTranslations } from "next-intl";
import type { Locale } from "@/core/locale";

/** The foot of every page: where the data comes from and how to read it. */
export function PageFooter({ locale }: { locale: Locale }) {
  const t = useTranslations("layout");
  return (
    <footer className="no-print border-hairline border-t px-4 py-6 text-sm text-soft md:px-8 desk:px-6">
      <ul className="flex flex-wrap items-center gap-x-6">
        <li>
          <a className="target" href={`/${locale}/data`}>
            {t("sources")}
          </a>
        </li>
        <li>
          <a className="target" href={`/${locale}/data#marks`}>
            {t("meaning")}
          </a>
        </li>
        <li>
          <a className="target" href={`/${locale}/schemes`}>
            {t("schemes")}
          </a>
        </li>
        <li>
          <a className="target" href="/api/docs" hrefLang="en">
            {t("developers")}
          </a>
        </li>
        <li>
          <a className="target" href={`/${locale}/sign-in`}>
            {t("officials")}
          </a>
        </li>
        <li>{t("inspectors")}</li>
      </ul>
    </footer>
  );
}
