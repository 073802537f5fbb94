import type { Category } from "@/core/category";
import type { SiteDetail } from "@/core/listing";

/** What schema.org calls our categories; all are kinds of its LocalBusiness. */
const TYPES: Readonly<Record<Category, string>> = {
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
};

/** The place for machines. No rating: a hygiene result would be read as customers' stars. */
export function SiteJsonLd({ site, url }: { site: SiteDetail; url: string }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every "<" escaped
      dangerouslySetInnerHTML={{ __html: siteJsonLd(site, url) }}
    />
  );
}

/** The JSON text, in which a name cannot end the script that holds it. */
export function siteJsonLd(site: SiteDetail, url: string): string {
  const { position, address, locality, postcode } = site;
  const data = {
    "@context": "https://schema.org",
    "@type": TYPES[site.category],
    name: site.name,
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
  };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
