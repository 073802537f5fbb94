import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { ENTITY_SCHEMES, parseEntityNumber } from "@/core/entity-number";

const schema = z.object({ scheme: z.enum(ENTITY_SCHEMES), number: z.string().max(60) });

/**
 * Leads to the case of a number; posted, so that no address names who was looked for, and kept to be
 * put right where it is none.
 */
export function POST(request: Request): Promise<Response> {
  return answerForm(
    request,
    schema,
    async ({ scheme, number }, _, locale) => {
      const parsed = parseEntityNumber(scheme, number);
      if (parsed === null) return { refused: "tax-number" };
      return { page: `/${locale}/tax/entities/${scheme}/${encodeURIComponent(parsed)}` };
    },
    { keeps: true },
  );
}
