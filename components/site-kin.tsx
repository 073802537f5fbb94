import { useTranslations } from "next-intl";
import type { SiteContext } from "@/components/site-page";
import { siteUrl } from "@/core/site-url";

/** Where a place that moved or was split went on, and what it came from. */
export function SiteKin({ site, locale }: SiteContext) {
  const t = useTranslations("place.kin");
  if (site.kin.length === 0) return null;
  return (
    <ul className="mt-6 rounded bg-note px-4 py-3">
      {site.kin.map((one) => (
        <li key={`${one.relation} ${one.id}`}>
          {t.rich(one.relation, {
            place: () => (
              <a className="target" href={siteUrl(locale, one)}>
                <bdi lang={one.language}>{[one.name, one.address].filter(Boolean).join(", ")}</bdi>
              </a>
            ),
          })}
        </li>
      ))}
    </ul>
  );
}
