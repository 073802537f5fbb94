import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { ENTITY_SCHEMES } from "@/core/entity-number";
import { officeDatabase } from "@/db/client";
import { giveTaxConsent, withdrawTaxConsent } from "@/db/commands/tax/tax-consent";
import { findEntityId } from "@/db/queries/find-entity-id";

const schema = z.object({
  scheme: z.enum(ENTITY_SCHEMES),
  number: z.string().max(60),
  change: z.enum(["level-1", "level-2", "withdraw"]),
});

/** Lets the board tell more of a business's tax, or takes that back. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async ({ change, ...number }, actor) => {
    const db = officeDatabase();
    const entityId = await findEntityId(db, number);
    if (change === "withdraw") {
      const withdrawn = await withdrawTaxConsent(db, actor, { entityId });
      return withdrawn.ok ? { done: "consentWithdrawn" } : said(withdrawn);
    }
    const level = change === "level-1" ? 1 : 2;
    const given = await giveTaxConsent(db, actor, { entityId, level });
    return given.ok ? { done: "consentGiven" } : said(given);
  });
}

/** Words of other forms mean something else. */
function said({ reason }: { reason: string }): { refused: string } {
  return { refused: reason === "forbidden" ? reason : `consent-${reason}` };
}
