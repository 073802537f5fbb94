import { useTranslations } from "next-intl";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { schemeUrl } from "@/core/scheme-url";
import { siteUrl } from "@/core/site-url";

/** Whose visit it is: the place, its address, its public page, and the rule that decides. */
export function VisitHeading({
  visit: { site, scheme, authority },
  locale,
}: {
  visit: {
    site: { id: string; name: string; slug: string; language: string; place: string | null };
    scheme: Scheme;
    authority: { name: string };
  };
  locale: Locale;
}) {
  const t = useTranslations("visit");
  return (
    <header className="pt-6">
      <h1 className="font-semibold text-xl" lang={site.language} dir="auto">
        {site.name}
      </h1>
      <p lang={site.language} dir="auto">
        {site.place}
      </p>
      <p className="text-soft text-sm">
        {authority.name} ·{" "}
        <a href={schemeUrl(locale, scheme)}>
          {t("scheme", { scheme: scheme.title[locale], version: scheme.version })}
        </a>{" "}
        · <a href={siteUrl(locale, site)}>{t("publicPage")}</a>
      </p>
    </header>
  );
}
