import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { idField } from "@/app/form-fields";
import { dayField } from "@/core/day-field";
import { ENTITY_SCHEMES, parseEntityNumber } from "@/core/entity-number";
import { parsePublicId } from "@/core/public-id";
import { ENTRY_CLASSES, ENTRY_KINDS } from "@/core/register-entry";
import { cleanText } from "@/core/tokens";
import { officeDatabase } from "@/db/client";
import { recordEntry } from "@/db/commands/registers/record-entry";
import type { EntrySubject } from "@/db/queries/list-public-entries";

const TEXT_MAX = 2000;

const form = z.record(z.string().max(40), z.string().max(TEXT_MAX * 4));

const text = z.string().transform((given) => cleanText(given, TEXT_MAX) ?? "");
const entry = z.object({
  id: z.uuid(),
  authorityId: idField,
  kind: z.enum(ENTRY_KINDS),
  class: z.enum(ENTRY_CLASSES),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  site: z.string().default(""),
  scheme: z.string().default(""),
  number: z.string().default(""),
  legalBasis: text,
  grounds: text,
  evidence: z
    .string()
    .default("")
    .transform((given) => cleanText(given, TEXT_MAX)),
  remedy: text,
  startsOn: dayField,
  endsOn: dayField,
  reason: text,
});

/** Records an entry. Where something is wrong, the form comes back with what was typed. */
export function POST(request: Request): Promise<Response> {
  return answerForm(
    request,
    form,
    async (fields, actor, locale) => {
      const parsed = entry.safeParse(fields);
      if (!parsed.success) return { refused: "form" };
      const subject = subjectOf(parsed.data);
      if (!subject) return { refused: "entry.unknown-subject" };
      const recorded = await recordEntry(officeDatabase(), actor, { ...parsed.data, subject });
      if (recorded.ok) return { done: "entry.recorded", at: `/${locale}/registers/${recorded.id}` };
      return recorded.reason === "forbidden" ? recorded : { refused: `entry.${recorded.reason}` };
    },
    { keeps: true },
  );
}

/** Of a place or of a company, whichever was typed; null for neither and for both. */
function subjectOf(given: { site: string; scheme: string; number: string }): EntrySubject | null {
  const site = given.site.trim() === "" ? null : parsePublicId(given.site.trim());
  const scheme = ENTITY_SCHEMES.find((one) => one === given.scheme);
  if (!scheme) return given.scheme === "" && site ? { site } : null;
  const number = parseEntityNumber(scheme, given.number);
  return number && given.site.trim() === "" ? { entity: { scheme, number } } : null;
}
