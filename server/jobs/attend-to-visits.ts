import { formatDate } from "@/core/format";
import { type Locale, readLocale } from "@/core/locale";
import type { Db } from "@/db/client";
import { queueMail } from "@/db/commands/queue-mail";
import { attendVisits } from "@/db/commands/visits/attend-visits";
import { remindFollowUps } from "@/db/commands/visits/remind-follow-ups";
import { wordsIn } from "@/server/words";

/** Does what time brings to visits, and tells by mail whom it concerns. */
export async function attendToVisits(db: Db, baseUrl: string, now: Date): Promise<void> {
  await attendVisits(db, now, async (tx, { visitId, site, language, recipients }) => {
    const locale = languageOf(language);
    const t = wordsIn(locale);
    const text = t("officeMail.escalated", {
      site,
      url: `${baseUrl}/${locale}/review/${visitId}`,
    });
    const subject = t("officeMail.escalatedSubject", { site });
    for (const to of recipients) await queueMail(tx, { to, locale, subject, text });
  });
  await remindFollowUps(db, now, async (tx, { site, publicId, language, dueOn, recipient }) => {
    const locale = languageOf(language);
    const t = wordsIn(locale);
    await queueMail(tx, {
      to: recipient,
      locale,
      subject: t("officeMail.followUpSubject", { site }),
      text: t("officeMail.followUp", {
        site,
        date: formatDate(locale, dueOn),
        url: `${baseUrl}/${locale}/inspect/sites/${publicId}`,
      }),
    });
  });
}

/** An authority writes to its officials in its own language, where that is one of the board's. */
function languageOf(tag: string): Locale {
  return readLocale(tag.split("-")[0]) ?? "en";
}
