import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { idField, personFields } from "@/app/form-fields";
import { ENTITY_SCHEMES, parseEntityNumber } from "@/core/entity-number";
import { isolated } from "@/core/format";
import { nameInSubject } from "@/core/mail";
import { parsePublicId } from "@/core/public-id";
import type { RepresentedSubject } from "@/core/representation";
import { officeDatabase } from "@/db/client";
import { endRepresentation } from "@/db/commands/end-representation";
import { type Invitation, inviteRepresentative } from "@/db/commands/invite-representative";
import { baseUrl } from "@/services/base-url";

const invited = {
  authorityId: idField,
  ...personFields,
};

const schema = z.discriminatedUnion("change", [
  z.object({ change: z.literal("site"), ...invited, site: z.string().max(100) }),
  z.object({
    change: z.literal("entity"),
    ...invited,
    scheme: z.enum(ENTITY_SCHEMES),
    number: z.string().max(100),
  }),
  z.object({
    change: z.literal("end"),
    membershipId: idField,
  }),
]);

/** Invites somebody to speak for a place or a business, or ends that. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, schema, async (form, actor, locale) => {
    const db = officeDatabase();
    if (form.change === "end") {
      const ended = await endRepresentation(db, actor, form.membershipId);
      return ended.ok ? { done: "representativeEnded" } : ended;
    }
    const subject = subjectOf(form);
    if (!subject) return { refused: form.change === "site" ? "site-number" : "entity-number" };
    const t = await getTranslations({ locale, namespace: "representatives" });
    const letter = ({ token, business }: Invitation) => {
      const path = token ? `sign-in/reset?token=${token}` : "my";
      const said = {
        business: isolated(locale, nameInSubject(business)),
        url: `${baseUrl()}/${locale}/${path}`,
      };
      return {
        subject: t("mail.subject", said),
        text: t(token ? "mail.invited" : "mail.known", said),
      };
    };
    const { authorityId, email } = form;
    const given = await inviteRepresentative(
      db,
      actor,
      { authorityId, email, name: form.name ?? email, subject, locale },
      letter,
      new Date(),
    );
    return given.ok ? { done: "representative" } : given;
  });
}

/** What a form names, null where it is no number of the kind. */
function subjectOf(
  form: Exclude<z.output<typeof schema>, { change: "end" }>,
): RepresentedSubject | null {
  if (form.change === "site") {
    const site = parsePublicId(form.site);
    return site ? { site } : null;
  }
  const number = parseEntityNumber(form.scheme, form.number);
  return number ? { entity: { scheme: form.scheme, number } } : null;
}
