import { useTranslations } from "next-intl";
import { formatDate, isolated } from "@/components/format";
import { Separated } from "@/components/separated";
import type { SiteContext } from "@/components/site-page";
import { formatPublicId } from "@/core/public-id";

/** Name and address, and the names it went by. */
export function SiteHeading({ site, locale }: SiteContext) {
  const t = useTranslations();
  const { name, language, address, locality, postcode } = site;
  const where = [address, [postcode, locality].filter(Boolean).join(" ")].filter(Boolean);
  return (
    <div className="pt-8">
      <h1 className="font-semibold text-xl md:text-2xl">
        <bdi lang={language}>{name}</bdi>
      </h1>
      {where.length > 0 && (
        <p className="mt-1 text-lg">
          <bdi lang={language}>{where.join(", ")}</bdi>
        </p>
      )}
      <p className="mt-1 text-soft">
        <Separated
          parts={[
            t(`category.${site.category}`),
            site.categoryAsPublished &&
              t("place.categoryAsPublished", { words: isolated(site.categoryAsPublished) }),
            site.kind !== "fixed" && t(`kind.${site.kind}`),
            site.website && (
              <a href={site.website} rel="nofollow noopener external">
                {t("place.website")}
              </a>
            ),
          ]}
        />
      </p>
      {site.formerNames.length > 0 && (
        <p className="mt-1 text-soft">
          {t("place.formerNames")}:{" "}
          <Separated
            parts={site.formerNames.map((former) => (
              <>
                <bdi lang={language}>{former.name}</bdi> (
                {t("place.formerName", { date: formatDate(locale, former.until) })})
              </>
            ))}
          />
        </p>
      )}
      <p className="mt-1 text-sm text-soft">
        {t("place.number")} <span dir="ltr">{formatPublicId(site.id)}</span>
      </p>
    </div>
  );
}
