import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { idField, personFields } from "@/app/form-fields";
import { STAFF_ROLES } from "@/core/administration";
import { officeDatabase } from "@/db/client";
import { addColleague } from "@/db/commands/add-colleague";
import { endMembership } from "@/db/commands/end-membership";
import { baseUrl } from "@/services/base-url";

const schema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("give"),
    authorityId: idField,
    ...personFields,
    role: z.enum(STAFF_ROLES),
  }),
  z.object({
    change: z.literal("end"),
    membershipId: idField,
    /** That one's own role is meant. */
    sure: z.literal("1").optional(),
  }),
]);

/** Gives a role at an authority, or ends one. */
export function POST(request: Request): Promise<Response> {
  return answerForm(
    request,
    schema,
    async (form, actor, locale) => {
      if (form.change === "end") {
        const ended = await endMembership(
          officeDatabase(),
          actor,
          form.membershipId,
          form.sure === "1",
        );
        return ended.ok ? { done: "staffEnded" } : ended;
      }
      const t = await getTranslations({ locale, namespace: "identity" });
      const letter = (token: string) => {
        const url = `${baseUrl()}/${locale}/sign-in/reset?token=${token}`;
        return { subject: t("mail.resetSubject"), text: t("mail.resetText", { url }) };
      };
      const input = { ...form, name: form.name ?? form.email, locale };
      const given = await addColleague(officeDatabase(), actor, input, letter, new Date());
      return given.ok ? { done: "staff" } : given;
    },
    { keeps: true },
  );
}
