import { z } from "zod";
import { CATEGORIES, SITE_KINDS } from "@/core/category";
import { checkEntityNumber, ENTITY_SCHEMES } from "@/core/entity-number";
import { isPersonalNumber } from "@/core/personal-number";
import { SITE_DOMAINS } from "@/core/standing";
import { cleanText } from "@/core/tokens";

/** An optional line of a form: cleaned, null where nothing is left. */
const line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .optional()
    .transform((text) => (text ? cleanText(text, max) : null));

const degrees = (max: number) =>
  z
    .string()
    .optional()
    .transform((text, context) => {
      const plain = text?.trim().replace(",", ".");
      if (!plain) return null;
      const value = Number(plain);
      if (Number.isFinite(value) && Math.abs(value) <= max) return value;
      context.addIssue({ code: "custom", message: "position" });
      return z.NEVER;
    });

const website = line(300).transform((text, context) => {
  if (!text) return null;
  const address = /^[a-z]+:/i.test(text) ? text : `https://${text}`;
  if (/^https?:\/\/[^\s/]+\.[^\s/]+/i.test(address) && URL.canParse(address)) return address;
  context.addIssue({ code: "custom", message: "website" });
  return z.NEVER;
});

/**
 * A new site as its form gives it, cleaned and checked. The message of each flaw is a key of the
 * interface's words.
 */
const newSite = z
  .object({
    /** Made by the form: the same one sent twice is one site. */
    submission: z.uuid(),
    authority: z.string().regex(/^[a-z0-9-]{1,100}$/, "authority"),
    domain: z.enum(SITE_DOMAINS, "domain"),
    name: line(200),
    kind: z.enum(SITE_KINDS, "kind"),
    category: z.enum(CATEGORIES, "category"),
    address: line(200),
    locality: line(100),
    postcode: line(20),
    lat: degrees(85),
    lon: degrees(180),
    website,
    scheme: z.union([z.enum(ENTITY_SCHEMES), z.literal("")], "number").default(""),
    number: line(60),
  })
  .transform(({ name, lat, lon, scheme, number, ...rest }, context) => {
    const flaw = (path: string, message: string) => {
      context.addIssue({ code: "custom", path: [path], message });
      return z.NEVER;
    };
    if (!name) return flaw("name", "name");
    const texts = { name, ...rest, number: scheme ? null : number };
    for (const [path, text] of Object.entries(texts)) {
      if (typeof text === "string" && path !== "submission" && isPersonalNumber(text)) {
        return flaw(path, "personal");
      }
    }
    if ((lat === null) !== (lon === null) || (lat === 0 && lon === 0))
      return flaw("lat", "position");
    if (rest.kind === "fixed" && !rest.address) return flaw("address", "address");
    if (rest.kind === "online" && !rest.website) return flaw("website", "website");
    if ((scheme === "") !== (number === null)) return flaw("number", "number");
    const checked = scheme && number ? checkEntityNumber(scheme, number) : null;
    if (checked && !checked.ok) {
      return flaw("number", checked.reason === "personal" ? "personal" : "number");
    }
    return {
      ...rest,
      name,
      position: lat !== null && lon !== null ? { lat, lon } : null,
      operator: scheme && checked?.ok ? { scheme, number: checked.number } : null,
    };
  });
export type NewSite = z.infer<typeof newSite>;

/** What is wrong with a form: the field, and which of the interface's words says it. */
export interface FieldFlaw {
  field: string;
  word: string;
}

/** Reads a new site's form; refused with each field that is wrong. */
export function parseNewSite(
  fields: Readonly<Record<string, unknown>>,
): { ok: true; site: NewSite } | { ok: false; flaws: FieldFlaw[] } {
  const parsed = newSite.safeParse(fields);
  if (parsed.success) return { ok: true, site: parsed.data };
  const flaws = new Map<string, FieldFlaw>();
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0] ?? "name");
    const word = WORDS.includes(message) ? message : field;
    if (!flaws.has(field)) flaws.set(field, { field, word });
  }
  return { ok: false, flaws: [...flaws.values()] };
}

const WORDS = [
  "authority",
  "domain",
  "kind",
  "category",
  "position",
  "website",
  "number",
  "personal",
];
