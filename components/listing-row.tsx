import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { Separated } from "@/components/separated";
import { formatAge, formatDistance } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import { isStale } from "@/core/is-stale";
import type { DomainStanding, Listing } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { siteUrl } from "@/core/site-url";
import { type Domain, isColour } from "@/core/standing";

/** One place in a list: mark, name, result, and what tells it from its neighbours. */
export function ListingRow({
  listing,
  domain,
  schemes,
  locale,
  today,
}: {
  listing: Listing;
  domain: Domain;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  today: IsoDate;
}) {
  const t = useTranslations();
  const standing = shownIn(listing, domain);
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
              {domain === "tax" && standing.standing === "unpublished" ? (
                t("taxPanel.notPublished")
              ) : (
                <OutcomeWord standing={standing} schemes={schemes} locale={locale} />
              )}
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

/** What a place shows in a domain, else in the first it has; of tax it is its operator's standing. */
function shownIn({ standings, tax }: Listing, domain: Domain): Shown | undefined {
  if (domain === "tax" && tax) return { ...tax, published: null, ratedOn: tax.asOf, staleOn: null };
  return standings.find((s) => s.domain === domain) ?? standings[0];
}

type Shown = Pick<
  DomainStanding,
  "standing" | "scheme" | "outcome" | "published" | "ratedOn" | "staleOn"
>;

function placeOf({ address, locality, language }: Listing) {
  const text = [address, locality].filter(Boolean).join(", ");
  return text && <bdi lang={language}>{text}</bdi>;
}

/** A short fact that does not break across lines. */
function whole(text: string) {
  return <span className="whitespace-nowrap">{text}</span>;
}
