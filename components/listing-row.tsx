import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { Separated } from "@/components/separated";
import { formatAge, formatDistance } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import { isStale } from "@/core/is-stale";
import type { Listing } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { siteUrl } from "@/core/site-url";
import { isColour, type SiteDomain } from "@/core/standing";

/** One place in a list: mark, name, result, and what tells it from its neighbours. */
export function ListingRow({
  listing,
  domain,
  schemes,
  locale,
  today,
}: {
  listing: Listing;
  domain: SiteDomain;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations();
  const standing = listing.standings.find((s) => s.domain === domain) ?? listing.standings[0];
  // The date of what is no result, such as a listing, would read as that of a visit.
  const dated = standing && isColour(standing.standing) ? standing.ratedOn : null;
  const stale = standing !== undefined && isStale(standing, today);
  return (
    <li
      className="relative grid grid-cols-[28px_1fr] gap-x-3 border-hairline border-b py-3 hover:bg-wash"
      data-site-id={listing.id}
      data-lat={listing.position?.lat}
      data-lon={listing.position?.lon}
    >
      {standing && <Mark standing={standing.standing} size={28} stale={stale} />}
      <div className="col-start-2 min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <a
            className="font-semibold text-ink decoration-transparent after:absolute after:inset-0 hover:decoration-inherit"
            href={siteUrl(locale, listing)}
          >
            <bdi className="line-clamp-3" lang={listing.language}>
              {listing.name}
            </bdi>
          </a>
          {standing && (
            <span className="ms-auto text-end">
              <OutcomeWord standing={standing} schemes={schemes} locale={locale} />
            </span>
          )}
        </div>
        <p className="text-sm text-soft">
          <Separated
            parts={[
              placeOf(listing),
              t(`category.${listing.category}`),
              listing.kind === "mobile" && listing.category !== "mobile" && t("kind.mobile"),
              listing.distanceM !== null && whole(formatDistance(locale, listing.distanceM)),
              dated && whole(formatAge(locale, dated, today)),
            ]}
          />
        </p>
      </div>
    </li>
  );
}

function placeOf({ address, locality, language }: Listing) {
  const text = [address, locality].filter(Boolean).join(", ");
  return text && <bdi lang={language}>{text}</bdi>;
}

/** A short fact that does not break across lines. */
function whole(text: string) {
  return <span className="whitespace-nowrap">{text}</span>;
}
