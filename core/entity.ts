import type { IsoDate } from "@/core/import-row";
import type { LegalForm } from "@/core/legal-form";
import type { Counts, Listing } from "@/core/listing";
import type { SiteDomain, Standing } from "@/core/standing";

/** A register and the number it gave. */
export interface EntityNumber {
  scheme: string;
  number: string;
}

/** Why no tax standing is published. */
export type TaxSilence = "nothing" | "too-old" | "no-basis" | "incomplete";

/** What lists and maps show of a legal entity's tax standing. */
export interface TaxStanding {
  standing: Standing;
  /** `id@version` of the scheme, null where nothing is published. */
  scheme: string | null;
  outcome: string | null;
  /** The day of the figures behind it. */
  asOf: IsoDate | null;
}

/** What is said of a legal entity's tax: never an amount, never a return. */
export interface TaxDetail extends TaxStanding {
  /** Null where a standing is shown. */
  silence: TaxSilence | null;
  /** The rule of the scheme that decided; null where nothing is published. */
  rule: string | null;
  /** Some part is disputed, and that part did not count. */
  disputed: boolean;
  /** A payment plan is kept. */
  planned: boolean;
  legalBasis: string | null;
  authority: { name: string; language: string; website: string | null } | null;
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

/** The page of a legal entity. */
export function entityUrl(locale: string, { scheme, number }: EntityNumber): string {
  return `/${locale}/entities/${scheme}/${encodeURIComponent(number)}`;
}
