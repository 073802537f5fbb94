import { type EntityNumber, entityUrl } from "@/core/entity";
import type { TaxDetail } from "@/core/listing";
import type { ConsentedTax } from "@/core/tax-consent";
import { type AnswerContext, taxAnswer } from "@/server/api/site-answer";

/** A tax standing with its grounds as the API gives it; named field by field. */
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

/** What a business lets be told beyond its standing: names and earlier standings, no figure. */
export function consentedAnswer(consented: ConsentedTax | null, context: AnswerContext) {
  if (!consented) return null;
  const { level, decidedBy, history } = consented;
  return {
    level,
    decidedBy,
    history: history?.map((standing) => taxAnswer(standing, context)) ?? null,
  };
}

/** The address of an entity's page. */
export function entityPage({ base }: AnswerContext, number: EntityNumber): string {
  return `${base}${entityUrl("en", number)}`;
}
