import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import type { AccessLogQuery, LoggedAccess } from "@/core/administration";
import { formatMoment } from "@/core/format";
import type { Locale } from "@/core/locale";
import { officeSiteUrl } from "@/core/office-url";

/** Who looked at what, changed what or was refused, for auditors. */
export function AccessLogPage({
  query,
  items,
  next,
  locale,
}: {
  query: AccessLogQuery;
  items: readonly LoggedAccess[];
  next: number | null;
  locale: Locale;
}) {
  const t = useTranslations("administration");
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
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
        <button type="submit" className="control control-primary">
          {t("show")}
        </button>
      </form>
      {items.length === 0 ? (
        <p className="mt-6">{t("logEmpty")}</p>
      ) : (
        <ol className="mt-6">
          {items.map((item) => (
            <Entry key={item.id} item={item} locale={locale} />
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
  const { at, person, authority, action, subject, allowed, site } = item;
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
        <strong className="font-semibold">{t(allowed ? "logAllowed" : "logRefused")}</strong>{" "}
        <code dir="ltr">{action}</code>
        <span className="block text-sm">
          {site ? (
            <a className="target" href={officeSiteUrl(locale, site.id)}>
              <bdi>{site.name}</bdi>
            </a>
          ) : (
            <code dir="ltr">{subject}</code>
          )}
        </span>
      </span>
    </li>
  );
}

function withBefore(search: URLSearchParams, before: number): URLSearchParams {
  const next = new URLSearchParams(search);
  next.set("before", String(before));
  return next;
}
