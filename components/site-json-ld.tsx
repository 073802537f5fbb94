import type { Certification, LocalBusiness, WithContext } from "schema-dts";
import { JsonLd } from "@/components/json-ld";
import type { Category } from "@/core/category";
import type { DomainStanding, SiteDetail } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { outcomeOf } from "@/core/outcome";
import { formatPublicId } from "@/core/public-id";
import type { Scheme } from "@/core/scheme";
import { isColour } from "@/core/standing";

/** What schema.org calls our categories; all are kinds of its LocalBusiness. */
const TYPES = {
  restaurant: "FoodEstablishment",
  takeaway: "FoodEstablishment",
  bar: "BarOrPub",
  hotel: "LodgingBusiness",
  bakery: "Bakery",
  shop: "Store",
  supermarket: "GroceryStore",
  mobile: "FoodEstablishment",
  care: "LocalBusiness",
  school: "LocalBusiness",
  canteen: "FoodEstablishment",
  producer: "LocalBusiness",
  distributor: "LocalBusiness",
  seller: "Store",
  other: "LocalBusiness",
} as const satisfies Readonly<Record<Category, string>>;

interface Props {
  site: SiteDetail;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  /** Of the site's page. */
  url: string;
}

/** The place for machines. */
export function SiteJsonLd(props: Props) {
  return <JsonLd facts={siteFacts(props)} />;
}

/** The place as a schema.org business with its results as certifications, and never as stars. */
export function siteFacts({ site, schemes, locale, url }: Props): WithContext<LocalBusiness> {
  const { position, address, locality, postcode } = site;
  return {
    "@context": "https://schema.org",
    "@type": TYPES[site.category],
    name: site.name,
    identifier: formatPublicId(site.id),
    url,
    ...(site.website && { sameAs: site.website }),
    address: {
      "@type": "PostalAddress",
      ...(address && { streetAddress: address }),
      ...(locality && { addressLocality: locality }),
      ...(postcode && { postalCode: postcode }),
      addressCountry: site.authorityDetail.country,
    },
    ...(position && {
      geo: { "@type": "GeoCoordinates", latitude: position.lat, longitude: position.lon },
    }),
    hasCertification: site.standings.flatMap((standing) => resultOf(standing) ?? []),
  };

  /**
   * A result as an authority's statement about a place. Not a Review or an AggregateRating: those
   * are read as customers' stars. Grey states state nothing.
   */
  function resultOf(standing: DomainStanding): Certification | null {
    const scheme = schemes.get(standing.scheme ?? "");
    if (!scheme || !isColour(standing.standing)) return null;
    const { symbol, word } = outcomeOf(standing, schemes, locale, () => "");
    const { name, website } = site.authorityDetail;
    return {
      "@type": "Certification",
      name: scheme.title[locale],
      url: scheme.source.url,
      issuedBy: { "@type": "GovernmentOrganization", name, ...(website && { url: website }) },
      ...(standing.ratedOn && { auditDate: standing.ratedOn }),
      datePublished: standing.asOf,
      certificationRating: {
        "@type": "Rating",
        reviewAspect: standing.domain,
        // In words, since a bare number would be read on a scale of five stars.
        ratingValue: symbol && !word.includes(symbol) ? `${symbol} ${word}` : word,
      },
    };
  }
}
