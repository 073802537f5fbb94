import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EntrySubject } from "@/components/entry-subject";
import { RegisterSign } from "@/components/register-sign";
import { SelectField } from "@/components/select-field";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import {
  ENTRY_STATES,
  type EntryState,
  isPositive,
  type OfficeEntryLine,
} from "@/core/register-entry";

/** Every entry that somebody may read in the back-office, the newest first. */
export function RegisterDesk({
  entries,
  next,
  state,
  locale,
  mayRecord,
  notice,
}: {
  entries: readonly OfficeEntryLine[];
  /** The last of a full page. */
  next: string | null;
  state: EntryState | null;
  locale: Locale;
  mayRecord: boolean;
  notice: ReactNode;
}) {
  const t = useTranslations("entries");
  const older = new URLSearchParams({ ...(state && { state }), ...(next && { before: next }) });
  return (
    <div className="page max-w-3xl pb-16">
      <h1 className="pt-6 font-semibold text-xl">{t("title")}</h1>
      <p className="measure text-soft">{t("intro")}</p>
      <div className="mt-4 empty:hidden">{notice}</div>
      <div className="mt-4 flex flex-wrap items-end justify-between gap-4">
        <form method="get" className="flex flex-wrap items-end gap-3">
          <SelectField
            id="entries-state"
            name="state"
            label={t("filter")}
            value={state ?? ""}
            choices={[
              { value: "", text: t("all") },
              ...ENTRY_STATES.map((one) => ({ value: one, text: t(`states.${one}`) })),
            ]}
          />
          <button type="submit" className="control">
            {t("show")}
          </button>
        </form>
        {mayRecord && (
          <a className="control control-primary" href={`/${locale}/registers/new`}>
            {t("new")}
          </a>
        )}
      </div>
      {entries.length === 0 && <p className="mt-6">{t("empty")}</p>}
      <ul className="mt-6">
        {entries.map((entry) => (
          <EntryLine key={entry.id} entry={entry} locale={locale} />
        ))}
      </ul>
      {next && (
        <p className="mt-4">
          <a className="target" href={`/${locale}/registers?${older}`}>
            {t("older")}
          </a>
        </p>
      )}
    </div>
  );
}

function EntryLine({ entry, locale }: { entry: OfficeEntryLine; locale: Locale }) {
  const t = useTranslations();
  const { id, kind, state, authority } = entry;
  const from = formatDate(locale, entry.startsOn);
  return (
    <li className="grid grid-cols-[32px_1fr] gap-x-3 border-hairline border-t py-3">
      <RegisterSign positive={isPositive(kind)} />
      <div className="min-w-0">
        <a className="target font-semibold" href={`/${locale}/registers/${id}`}>
          {t(`notices.kinds.${kind}`)}
        </a>
        <p>
          <EntrySubject subject={entry.subject} locale={locale} />
        </p>
        <p className="text-sm">
          {t(`entries.states.${state}`)} ·{" "}
          {t(entry.isPublic ? "entries.public" : "entries.notPublic")} ·{" "}
          {t("entries.until", { from, to: formatDate(locale, entry.endsOn) })}
        </p>
        <p className="text-sm text-soft">
          <bdi lang={authority.language}>{authority.name}</bdi>
        </p>
      </div>
    </li>
  );
}
