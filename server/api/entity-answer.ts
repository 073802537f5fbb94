import { type EntityNumber, entityUrl, type TaxDetail, type TaxStanding } from "@/core/entity";
import { type AnswerContext, schemeReference, wordOf } from "@/server/api/site-answer";

/** A tax standing as the API gives it; named field by field, so that nothing else gets out. */
export function taxAnswer(
  { standing, outcome, asOf, scheme }: TaxStanding,
  context: AnswerContext,
) {
  return {
    colour: standing,
    outcome,
    word: wordOf({ scheme, outcome, published: null }, context.schemes),
    asOf,
    ...schemeReference(scheme, context),
  };
}

/** The same with its grounds. */
export function taxDetailAnswer(tax: TaxDetail, context: AnswerContext) {
  const { silence, rule, disputed, planned, legalBasis, authority } = tax;
  return {
    ...taxAnswer(tax, context),
    silence,
    rule,
    disputed,
    paymentPlan: planned,
    legalBasis,
    authority: authority?.name ?? null,
  };
}

/** The address of an entity's page. */
export function entityPage({ base }: AnswerContext, number: EntityNumber): string {
  return `${base}${entityUrl("en", number)}`;
}
