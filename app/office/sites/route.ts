import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { parseNewSite } from "@/core/new-site";
import { formatPublicId } from "@/core/public-id";
import { officeDatabase } from "@/db/client";
import { registerSite } from "@/db/commands/register-site";

/** More than any field of the form holds, and than all of them; an address has no room for more. */
const FIELD_MAX = 400;
const TYPED_MAX = 8000;

const schema = z
  .record(z.string().max(40), z.union([z.string().max(4000), z.array(z.string().max(40))]))
  .transform(({ dismissed = [], ...fields }) => ({
    fields,
    dismissed: [dismissed].flat().slice(0, 50),
  }));

/**
 * Registers a new place. Where a field needs another look or it may be known already, the form is
 * shown again with what was typed: its page says why.
 */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async ({ fields, dismissed }, actor, locale) => {
    const form = `/${locale}/inspect/sites/new`;
    const typed = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && value ? [[name, value.slice(0, FIELD_MAX)]] : [],
    );
    const query = new URLSearchParams([...typed, ["check", "1"]]).toString();
    const again = query.length > TYPED_MAX ? { refused: "form" } : { page: `${form}?${query}` };
    const parsed = parseNewSite(fields);
    if (!parsed.ok) return again;
    const registered = await registerSite(officeDatabase(), actor, parsed.site, dismissed);
    if (!registered.ok) return registered.reason === "forbidden" ? registered : again;
    const page = `/${locale}/inspect/sites/${formatPublicId(registered.publicId)}`;
    return { done: registered.repeated ? "known" : "registered", at: page };
  });
}
