import { formatDate, formatMoment } from "@/core/format";
import { type Locale, readLocale } from "@/core/locale";
import { nameInSubject } from "@/core/mail";
import type { Db } from "@/db/client";
import { queueMail } from "@/db/commands/queue-mail";
import { attendVisits } from "@/db/commands/visits/attend-visits";
import { attendWithdrawals } from "@/db/commands/visits/attend-withdrawals";
import { remindFollowUps } from "@/db/commands/visits/remind-follow-ups";
import type { JobsLog } from "@/server/jobs/run-jobs";
import { wordsIn } from "@/services/words";

/** Does what time brings to visits, and tells by mail whom it concerns. */
export async function attendToVisits(
  db: Db,
  baseUrl: string,
  now: Date,
  log: JobsLog,
): Promise<void> {
  await attendVisits(
    db,
    now,
    async (tx, { kind, visitId, site, language, recipients, confirmBy, timeZone }) => {
      const locale = languageOf(language);
      const t = wordsIn(locale);
      const page = kind === "lapsed" || kind === "returned" ? "inspect/visits" : "review";
      const text = t(`officeMail.${kind}`, {
        site,
        moment: formatMoment(locale, confirmBy.getTime(), timeZone),
        url: `${baseUrl}/${locale}/${page}/${visitId}`,
      });
      const subject = t(`officeMail.${kind}Subject`, { site: nameInSubject(site) });
      for (const to of recipients) await queueMail(tx, { to, locale, subject, text });
    },
    (visit, error) => log("error", "A visit could not be attended to.", { visit, error }),
  );
  await attendWithdrawals(
    db,
    now,
    async (tx, { kind, visitId, site, language, recipients, confirmBy, timeZone, reason }) => {
      const locale = languageOf(language);
      const t = wordsIn(locale);
      const text = t(`officeMail.${kind}`, {
        ...{ site, reason },
        moment: formatMoment(locale, confirmBy.getTime(), timeZone),
        url: `${baseUrl}/${locale}/review/${visitId}`,
      });
      const subject = t(`officeMail.${kind}Subject`, { site: nameInSubject(site) });
      for (const to of recipients) await queueMail(tx, { to, locale, subject, text });
    },
    (visit, error) => log("error", "A withdrawal could not be attended to.", { visit, error }),
  );
  await remindFollowUps(db, now, async (tx, { site, publicId, language, dueOn, recipients }) => {
    const locale = languageOf(language);
    const t = wordsIn(locale);
    const subject = t("officeMail.followUpSubject", { site: nameInSubject(site) });
    const text = t("officeMail.followUp", {
      site,
      date: formatDate(locale, dueOn),
      url: `${baseUrl}/${locale}/inspect/sites/${publicId}`,
    });
    for (const to of recipients) await queueMail(tx, { to, locale, subject, text });
  });
}

/** An authority writes to its officials in its own language, where that is one of the board's. */
function languageOf(tag: string): Locale {
  return readLocale(tag.split("-")[0]) ?? "en";
}
