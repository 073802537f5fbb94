import { useTranslations } from "next-intl";
import { LanguageSwitch } from "@/components/language-switch";
import { formatList, isolated } from "@/core/format";
import type { Locale } from "@/core/locale";

/** The top of every page: name and languages, and whose data is invented if any is. */
export function PageHeader({
  locale,
  invented,
}: {
  locale: Locale;
  /** Names of authorities whose data is invented, or "all". */
  invented: readonly string[] | "all";
}) {
  const t = useTranslations("layout");
  return (
    <header>
      <a
        className="sr-only focus:not-sr-only focus:absolute focus:start-2 focus:top-2 focus:z-50 focus:rounded focus:bg-paper focus:p-3"
        href="#content"
      >
        {t("skip")}
      </a>
      {invented.length > 0 && (
        <p className="bg-note px-4 py-1.5 text-center text-sm">
          {invented === "all"
            ? t("inventedAll")
            : t("inventedSome", {
                names: formatList(
                  locale,
                  invented.map((name) => isolated(locale, name)),
                ),
              })}
        </p>
      )}
      <div className="no-print flex flex-wrap items-center justify-between gap-x-6 border-hairline border-b px-4 md:px-8 desk:px-6">
        <a
          className="target font-bold text-ink text-lg tracking-tight no-underline"
          href={`/${locale}`}
          aria-label={t("home")}
        >
          {t("name")}
        </a>
        <LanguageSwitch current={locale} label={t("languages")} />
      </div>
    </header>
  );
}
