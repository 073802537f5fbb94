/** The kinds of site that filters offer; each source's own words are kept beside them. */
export const CATEGORIES = [
  "restaurant",
  "takeaway",
  "bar",
  "hotel",
  "bakery",
  "shop",
  "supermarket",
  "mobile",
  "care",
  "school",
  "canteen",
  "producer",
  "distributor",
  "seller",
  "other",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** How a site can be visited: premises with an address, a vendor that moves, an online shop. */
export const SITE_KINDS = ["fixed", "mobile", "online"] as const;
export type SiteKind = (typeof SITE_KINDS)[number];
