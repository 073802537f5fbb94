import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { jsonLdText } from "@/components/json-ld";
import { siteFacts } from "@/components/site-json-ld";
import type { SiteDetail } from "@/core/listing";
import { type Scheme, schemeSchema } from "@/core/scheme";

const vocabulary = readFileSync(
  createRequire(import.meta.url).resolve("schema-dts/dist/schema.d.ts"),
  "utf8",
);
const scheme: Scheme = schemeSchema.parse(
  JSON.parse(readFileSync("core/schemes/uk-fhrs@2018-11.json", "utf8")),
);
const standing = {
  domain: "food" as const,
  standing: "green" as const,
  scheme: "uk-fhrs@2018-11",
  outcome: "5",
  published: "5",
  ratedOn: "2026-10-19",
  asOf: "2026-11-15",
  staleOn: null,
  resultPending: false,
};
const authority = { slug: "camden", name: "Camden" };
const site: SiteDetail = {
  id: "7K3M9QX2V2",
  slug: "cafe",
  name: "</script><b>Cafe",
  language: "en",
  kind: "fixed",
  category: "bakery",
  address: "1 High Street",
  locality: "London",
  postcode: "NW1",
  position: { lat: 51.5, lon: -0.1 },
  website: "https://cafe.test",
  authority,
  tax: null,
  standings: [
    standing,
    { ...standing, domain: "goods", standing: "never", outcome: null, scheme: null },
  ],
  distanceM: null,
  categoryAsPublished: null,
  formerNames: [],
  state: "open",
  endedOn: null,
  authorityDetail: {
    ...authority,
    country: "GB",
    language: "en",
    website: "https://camden.test",
    email: null,
    invented: false,
  },
  source: {
    name: "Ratings",
    licence: null,
    licenceUrl: null,
    url: null,
    asOf: "2026-11-15",
    language: "en",
    office: null,
  },
  sourceKey: "1",
  ratings: [],
  earlier: [],
  visits: [],
  reply: null,
  operator: null,
  operatorDetail: null,
  pitch: null,
  takenOverOn: null,
  kin: [],
  siblings: [],
  nearby: [],
};
const written = (changes: Partial<SiteDetail> = {}) =>
  jsonLdText(
    siteFacts({
      site: { ...site, ...changes },
      schemes: new Map([["uk-fhrs@2018-11", scheme]]),
      locale: "en",
      url: "https://board.test/en/sites/7K3M-9QX2-V2/cafe",
    }),
  );

/** Every type and property that a document uses. */
function terms(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "@type") found.add(`"@type": "${inner}"`);
    else if (!key.startsWith("@") && !Array.isArray(value)) found.add(`"${key}"?: SchemaValue<`);
    terms(inner, found);
  }
  return found;
}

test("every term for machines is in the vocabulary of schema.org", () => {
  const used = [...terms(JSON.parse(written()))];
  expect(used.length).toBeGreaterThan(15);
  expect(used.filter((term) => !vocabulary.includes(term))).toEqual([]);
});

test("a result is the authority's statement, in words, and never customers' stars", () => {
  const data = JSON.parse(written());
  expect(data.hasCertification).toEqual([
    {
      "@type": "Certification",
      name: scheme.title.en,
      url: scheme.source.url,
      issuedBy: { "@type": "GovernmentOrganization", name: "Camden", url: "https://camden.test" },
      auditDate: "2026-10-19",
      datePublished: "2026-11-15",
      certificationRating: { "@type": "Rating", reviewAspect: "food", ratingValue: "5 Very good" },
    },
  ]);
  expect(written()).not.toMatch(/aggregateRating|"Review"|reviewRating/i);
});

test("a site without a colour states no result", () => {
  expect(JSON.parse(written({ standings: [] })).hasCertification).toEqual([]);
});

test("a name cannot end the script that holds it", () => {
  expect(written()).not.toContain("<");
  expect(JSON.parse(written()).name).toBe("</script><b>Cafe");
});
