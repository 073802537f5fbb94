import { useTranslations } from "next-intl";
import { formatDate, isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { schemeUrl } from "@/core/scheme-url";
import { siteUrl } from "@/core/site-url";
import type { StepName } from "@/core/visit-state";

/**
 * Whose visit it is: the place, its address, its public page, the rule that decides, and what has
 * become of the place since.
 */
export function VisitHeading({
  visit: { site, scheme, authority, deciding, steps },
  locale,
}: {
  visit: {
    site: {
      id: string;
      name: string;
      slug: string;
      language: string;
      place: string | null;
      /** How it is listed, and since when where it is no more. */
      state: "open" | "closed" | "gone";
      endedOn: IsoDate | null;
    };
    scheme: Scheme;
    authority: { id: number; name: string };
    deciding: { id: number; name: string };
    steps: readonly { name: StepName }[];
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
      <ul className="mt-3 bg-note p-3 empty:hidden">
        {steps.some(({ name }) => name === "moved") && <li>{t("since.merged")}</li>}
        {site.state !== "open" && (
          <li>
            {t(`since.${site.state}`, {
              date: site.endedOn ? formatDate(locale, site.endedOn) : "",
            })}
          </li>
        )}
        {deciding.id !== authority.id && (
          <li>
            {t("since.competent", {
              made: isolated(locale, authority.name),
              now: isolated(locale, deciding.name),
            })}
          </li>
        )}
      </ul>
    </header>
  );
}
