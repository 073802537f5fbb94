import { useTranslations } from "next-intl";
import type { SiteContext } from "@/components/site-page";
import { formatDate } from "@/core/format";

/** Says first of all that a place is no more, as far as anybody knows. */
export function SiteEnded({ site, locale }: SiteContext) {
  const t = useTranslations("place");
  if (site.state === "open") return null;
  const date = site.endedOn && formatDate(locale, site.endedOn);
  return (
    <p className="mt-6 rounded bg-note px-4 py-3">
      {site.state === "gone" && date && t("gone", { date })}
      {site.state === "closed" && (date ? t("closedOn", { date }) : t("closed"))}
    </p>
  );
}
