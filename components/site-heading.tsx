import { useTranslations } from "next-intl";
import { FormerNames } from "@/components/former-names";
import { Separated } from "@/components/separated";
import type { SiteContext } from "@/components/site-page";
import { parseBoardQuery } from "@/core/board-query";
import { isolated, labelled } from "@/core/format";
import type { SiteDetail } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { formatPublicId } from "@/core/public-id";
import type { SiteDomain } from "@/core/standing";
import { boardUrl } from "@/core/urls";

/** Name and address, and the names it went by. */
export function SiteHeading({ site, locale }: SiteContext) {
  const t = useTranslations();
  const { name, language } = site;
  const where = addressOf(site);
  return (
    <div className="pt-8">
      <h1 className="font-semibold text-xl md:text-2xl">
        <bdi lang={language}>{name}</bdi>
      </h1>
      {where && (
        <p className="mt-1 text-lg">
          <bdi lang={language}>{where}</bdi>
        </p>
      )}
      <p className="mt-1 text-soft">
        <Separated
          parts={[
            t(`category.${site.category}`),
            site.categoryAsPublished &&
              t("place.categoryAsPublished", { words: isolated(locale, site.categoryAsPublished) }),
            site.kind !== "fixed" && t(`kind.${site.kind}`),
            site.position && site.state === "open" && site.kind !== "mobile" && (
              <a href={mapUrl(locale, site.position, site.standings[0]?.domain ?? "food")}>
                {t("place.onMap")}
              </a>
            ),
            site.website && (
              <a href={site.website} rel="nofollow noopener external">
                {t("place.website")}
              </a>
            ),
          ]}
        />
      </p>
      {site.kind === "mobile" && site.state === "open" && (
        <p className="mt-1">
          <Separated
            parts={[
              site.pitch && t("place.pitch", { place: isolated(locale, site.pitch.place) }),
              site.pitch && (
                <a href={mapUrl(locale, site.pitch.position, site.standings[0]?.domain ?? "food")}>
                  {t("place.pitchMap")}
                </a>
              ),
              t("place.area", { area: isolated(locale, site.locality ?? site.authority.name) }),
            ]}
          />
        </p>
      )}
      {site.formerNames.length > 0 && (
        <p className="mt-1 text-soft">
          {labelled(locale, t("place.formerNames"), "")}
          <FormerNames names={site.formerNames} language={language} locale={locale} />
        </p>
      )}
      <p className="mt-1 text-sm text-soft">
        {t("place.number")} <span dir="ltr">{formatPublicId(site.id)}</span>
      </p>
    </div>
  );
}

/** Where the postcode comes after the town; elsewhere it comes before it. */
const POSTCODE_LAST = ["AU", "CA", "GB", "IE", "NZ", "US"];

function addressOf({ address, locality, postcode, authorityDetail }: SiteDetail): string {
  const last = POSTCODE_LAST.includes(authorityDetail.country);
  const town = last ? [locality, postcode] : [[postcode, locality].filter(Boolean).join(" ")];
  return [address, ...town].filter(Boolean).join(", ");
}

/** The board with its map on the streets around a place. */
function mapUrl(
  locale: Locale,
  { lat, lon }: { lat: number; lon: number },
  domain: SiteDomain,
): string {
  const { query } = parseBoardQuery(new URLSearchParams());
  const around = { west: lon - 0.004, east: lon + 0.004, south: lat - 0.0025, north: lat + 0.0025 };
  return boardUrl(locale, { ...query, domain, bounds: around, zoom: 16 });
}
