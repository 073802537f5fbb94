/** Legal forms of entities, as far as they decide what may be said of one (law 1). */
export const LEGAL_FORMS = [
  "company",
  "partnership",
  "cooperative",
  "association",
  "foundation",
  "branch",
  "public-body",
  "sole-trader",
] as const;
export type LegalForm = (typeof LEGAL_FORMS)[number];

/** Forms behind which stands one natural person: trading names and sites are shown, no more. */
const PERSONAL_FORMS: readonly LegalForm[] = ["sole-trader"];

/**
 * Whether an entity may carry a tax standing and be found by its number: its legal form is known
 * and is not that of a natural person.
 */
export function isLegalPerson(form: LegalForm | null): boolean {
  return form !== null && !PERSONAL_FORMS.includes(form);
}
