import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import type { AccessLogQuery, LoggedAccess } from "@/core/administration";
import { formatMoment } from "@/core/format";
import type { Locale } from "@/core/locale";
import { officeSiteUrl, visitUrl } from "@/core/office-url";

/** Who looked at what, changed what or was refused, for auditors. */
export function AccessLogPage({
  query,
  items,
  next,
  locale,
}: {
  query: AccessLogQuery;
  items: readonly LoggedAccess[];
  next: string | null;
  locale: Locale;
}) {
  const t = useTranslations("administration");
  const { person, subject, day, refused } = query;
  const asked = { person, subject, day: day ?? "", refused: refused ? "1" : "" };
  const search = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">{t("log")}</h1>
      <p className="measure mt-2">{t("logText")}</p>
      <form method="get" className="mt-4 flex flex-wrap items-end gap-3">
        <FormField
          id="log-person"
          name="person"
          type="email"
          label={t("logPerson")}
          defaultValue={query.person}
        />
        <FormField
          id="log-subject"
          name="subject"
          label={t("logSubject")}
          defaultValue={query.subject}
        />
        <FormField
          id="log-day"
          name="day"
          type="date"
          label={t("logDay")}
          defaultValue={query.day ?? ""}
        />
        <label className="control">
          <input
            type="checkbox"
            name="refused"
            value="1"
            defaultChecked={query.refused}
            className="size-5 flex-none accent-accent"
          />
          {t("logOnlyRefused")}
        </label>
        <button type="submit" className="control control-primary">
          {t("show")}
        </button>
      </form>
      {items.length === 0 ? (
        <p className="mt-6">{t("logEmpty")}</p>
      ) : (
        <ol className="mt-6">
          {items.map((item) => (
            <Entry key={item.key} item={item} locale={locale} />
          ))}
        </ol>
      )}
      {next !== null && (
        <a className="control mt-4" href={`?${withBefore(search, next)}`}>
          {t("older")}
        </a>
      )}
    </div>
  );
}

function Entry({ item, locale }: { item: LoggedAccess; locale: Locale }) {
  const t = useTranslations("administration");
  const { at, person, authority, action, subject, allowed, detail, site, visitId } = item;
  const word = `logActions.${action}` as "logActions.sign-in";
  return (
    <li className="grid gap-x-6 border-hairline border-t py-2 md:grid-cols-[220px_1fr_1fr]">
      <span className="text-soft text-sm">{formatMoment(locale, at.getTime())}</span>
      <span className="min-w-0">
        {person ? (
          <>
            <bdi>{person.name}</bdi>{" "}
            <span className="text-soft text-sm" dir="ltr">
              {person.email}
            </span>
          </>
        ) : (
          t("nobody")
        )}
        {authority && (
          <span className="block text-soft text-sm">
            <bdi>{authority}</bdi>
          </span>
        )}
      </span>
      <span className="min-w-0">
        {!allowed && (
          <>
            <strong className="font-semibold">{t("logRefused")}</strong>{" "}
          </>
        )}
        {t.has(word) ? t(word) : <code dir="ltr">{action}</code>}
        {detail && (
          <span className="block text-sm">
            <bdi>{detail}</bdi>
          </span>
        )}
        <span className="flex flex-wrap gap-x-4 text-sm">
          {site && (
            <a className="target" href={officeSiteUrl(locale, site.id)}>
              <bdi>{site.name}</bdi>
            </a>
          )}
          {visitId && (
            <a className="target" href={visitUrl(locale, visitId)}>
              {t("logVisit")}
            </a>
          )}
          {!site && (
            <code dir="ltr" className="break-all">
              {subject}
            </code>
          )}
        </span>
      </span>
    </li>
  );
}

function withBefore(search: URLSearchParams, before: string): URLSearchParams {
  const next = new URLSearchParams(search);
  next.set("before", before);
  return next;
}
