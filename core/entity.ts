import type { IsoDate } from "@/core/import-row";
import type { LegalForm } from "@/core/legal-form";
import type { Counts, Listing, TaxDetail, TaxStanding } from "@/core/listing";
import type { SiteDomain } from "@/core/standing";
import type { ConsentedTax } from "@/core/tax-consent";

/** A register and the number it gave. */
export interface EntityNumber {
  scheme: string;
  number: string;
}

/** What is said of a legal entity itself: of legal persons only. */
export interface EntityProfile {
  /** Null where only its number is known. */
  name: string | null;
  language: string | null;
  formerNames: { name: string; until: IsoDate }[];
  legalForm: LegalForm;
  state: "active" | "ended";
  tax: TaxDetail;
  /** What it lets be told beyond its tax standing; null for nothing. */
  consented: ConsentedTax | null;
}

/** A legal entity with one page of the sites it operates; its domains stand side by side. */
export interface EntityDetail {
  identifiers: (EntityNumber & { level: "entity" | "establishment" })[];
  /** Null for a natural person, and for whoever may be one. */
  profile: EntityProfile | null;
  domains: { domain: SiteDomain; counts: Counts }[];
  items: Listing[];
  next: string | null;
  total: number;
}

/** One row of the list of legal entities. */
export interface ListedEntity extends EntityNumber {
  /** Null where only its number is known. */
  name: string | null;
  language: string | null;
  legalForm: LegalForm;
  state: "active" | "ended";
  tax: TaxStanding;
  /** Open sites that it operates. */
  sites: number;
}

/** The page of a legal entity. */
export function entityUrl(locale: string, { scheme, number }: EntityNumber): string {
  return `/${locale}/entities/${scheme}/${encodeURIComponent(number)}`;
}
