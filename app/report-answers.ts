import { z } from "zod";
import { backTo } from "@/app/back-to";
import { formLocale } from "@/app/form-locale";
import { problem } from "@/app/office-answer";
import { formatDate } from "@/core/format";
import { readLocale } from "@/core/locale";
import { mailAddress, nameInSubject } from "@/core/mail";
import { readNext } from "@/core/office-path";
import type { Actor } from "@/core/permissions";
import { formatPublicId } from "@/core/public-id";
import type { Db } from "@/db/client";
import { type MailRefusal, mailReport, REPORT_MAILS_MAX } from "@/db/commands/mail-report";
import { openReport } from "@/db/commands/open-report";
import { baseUrl } from "@/services/base-url";
import { visitReport } from "@/services/report";
import { wordsIn } from "@/services/words";

/** The report of a visit as a PDF, as `?locale=ar` in the language of its reader. */
export async function showReport(
  db: Db,
  actor: Actor | null,
  request: Request,
  visitId: string,
): Promise<Response> {
  const asked = readLocale(new URL(request.url).searchParams.get("locale"));
  const locale = asked ?? formLocale(request.headers);
  const report = z.uuid().safeParse(visitId).success
    ? await openReport(db, actor, visitId, { base: baseUrl(), locale })
    : null;
  if (!report) return refused(request, 403, "forbidden");
  const name = `${formatPublicId(report.site.id)}-${report.draft.visitedOn ?? "draft"}.pdf`;
  return new Response(new Uint8Array(await visitReport(report, locale)), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
}

const order = z.object({
  to: mailAddress,
  locale: z.string().optional(),
  back: z.string().optional(),
});

/** Mails the report to the address that a form names, and leads back to its page. */
export async function sendReport(
  db: Db,
  actor: Actor | null,
  request: Request,
  visitId: string,
): Promise<Response> {
  if (!actor || !z.uuid().safeParse(visitId).success) return refused(request, 403, "forbidden");
  const fields = Object.fromEntries((await request.formData().catch(() => null)) ?? []);
  const parsed = order.safeParse(fields);
  const back = readNext(fields.back);
  if (!parsed.success) return outcome(request, back, "address");
  const { to } = parsed.data;
  const locale = readLocale(parsed.data.locale) ?? formLocale(request.headers);
  const report = await openReport(db, actor, visitId, { base: baseUrl(), locale });
  if (!report) return refused(request, 403, "forbidden");
  const t = wordsIn(locale);
  const { visitedOn } = report.draft;
  const said = {
    site: nameInSubject(report.site.name),
    date: visitedOn ? formatDate(locale, visitedOn) : t("report.noDate"),
    url: report.url,
    authority: report.authority.name,
  };
  const mailed = await mailReport(db, actor, visitId, {
    ...{ to, locale },
    subject: t("report.mail.subject", said),
    text: t("report.mail.text", said),
  });
  if (mailed.ok) return outcome(request, back, null);
  return mailed.reason === "forbidden"
    ? refused(request, 403, "forbidden")
    : outcome(request, back, mailed.reason);
}

type NotMailed = MailRefusal | "address";

/** For a form its page again, for a script the answer itself. */
function outcome(request: Request, back: string | null, reason: NotMailed | null): Response {
  if (back) return backTo(back, reason ? { refused: `mail.${reason}` } : { done: "mailed" });
  return reason ? refused(request, 422, reason) : new Response(null, { status: 202 });
}

function refused(request: Request, status: number, reason: NotMailed | "forbidden"): Response {
  const t = wordsIn(formLocale(request.headers));
  const detail =
    reason === "forbidden"
      ? t("report.forbidden")
      : t(`report.mailRefused.${reason}`, { count: REPORT_MAILS_MAX });
  return problem(status, detail, {
    title: t("report.title"),
    type: `urn:placard:report:${reason}`,
  });
}
