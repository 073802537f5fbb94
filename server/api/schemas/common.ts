import { z } from "@hono/zod-openapi";
import { CATEGORIES, SITE_KINDS } from "@/core/category";
import { SITE_DOMAINS, STANDINGS } from "@/core/standing";

export const Day = z.iso.date().openapi({ example: "2026-01-31" });
export const Moment = z.iso.datetime().openapi({ example: "2026-01-31T09:30:00.000Z" });
export const Domain = z.enum(SITE_DOMAINS).openapi("Domain", {
  description: "What was inspected. Domains stand side by side and are never merged.",
});
export const Colour = z.enum(STANDINGS).openapi("Colour", {
  description: "Green, yellow or red, or the reason why there is none, shown grey.",
});
export const Category = z.enum(CATEGORIES).openapi("Category");
export const SiteKind = z.enum(SITE_KINDS).openapi("SiteKind", {
  description: "Premises with an address, a vendor that moves, or an online shop.",
});
export const SiteId = z.string().openapi({
  description: "Public id of a site, with its check character; never reused.",
  example: "7K3M-9QX2-V2",
});
export const Language = z.string().openapi({ description: "BCP 47 language.", example: "en" });

export const Position = z
  .object({ lat: z.number(), lon: z.number() })
  .openapi("Position", { description: "Degrees, WGS 84.", example: { lat: 59.437, lon: 24.745 } });

export const Counts = z
  .object({ green: z.int(), yellow: z.int(), red: z.int(), unrated: z.int() })
  .openapi("Counts", {
    description: "How many sites show each colour in one domain; `unrated` is every grey state.",
    example: { green: 812, yellow: 61, red: 9, unrated: 44 },
  });

export const Corrected = z.array(z.object({ from: z.string(), to: z.string() })).openapi({
  description: "Words that were corrected before searching, as typed and as searched.",
});

const Licences = z
  .array(z.object({ name: z.string(), url: z.url().nullable() }).openapi("Licence"))
  .openapi({
    description: "Under which licences the sources publish what is answered here.",
    example: [
      {
        name: "Open Government Licence v3.0",
        url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
      },
    ],
  });

/** What every answer says of its sources. */
export const provenance = {
  asOf: Day.nullable().openapi({ description: "The day of the newest snapshot of the sources." }),
  licence: Licences,
};

export const Next = z.string().nullable().openapi({
  description: "The `cursor` of the next page, null on the last; also in the `Link` header.",
});
