import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { EntrySteps } from "@/components/entry-steps";
import { EntrySubject } from "@/components/entry-subject";
import { Facts } from "@/components/facts";
import { FormField } from "@/components/form-field";
import { LinkOr } from "@/components/link-or";
import { RegisterSign } from "@/components/register-sign";
import { Section } from "@/components/section";
import { SourceName } from "@/components/source-name";
import { formatDate } from "@/core/format";
import type { Locale } from "@/core/locale";
import { isPositive, type OfficeEntry } from "@/core/register-entry";

/** One entry as its authority sees it: all that it says, its steps, and the next one. */
export function OfficeEntryPage({
  entry,
  locale,
  mayManage,
  notice,
}: {
  entry: OfficeEntry;
  locale: Locale;
  mayManage: boolean;
  notice: ReactNode;
}) {
  const t = useTranslations();
  const { kind, state, language, authority, evidence, source } = entry;
  const hasEnded = state === "repaired" || state === "expired";
  const inItsLanguage = (text: string) => <bdi lang={language}>{text}</bdi>;
  const from = formatDate(locale, entry.startsOn);
  return (
    <div className="page max-w-3xl pb-16">
      <BackLink href={`/${locale}/registers`}>{t("entries.back")}</BackLink>
      <div className="flex items-center gap-3">
        <RegisterSign positive={isPositive(kind)} />
        <h1 className="min-w-0 font-semibold text-xl">{t(`notices.kinds.${kind}`)}</h1>
      </div>
      <p className="mt-1">
        {t(`entries.states.${state}`)} ·{" "}
        {t(entry.isPublic ? "entries.public" : "entries.notPublic")}
        {entry.isSuperseded && ` · ${t("entries.superseded")}`}
      </p>
      <div className="mt-4 empty:hidden">{notice}</div>
      <div className="mt-4">
        <Facts
          facts={[
            {
              name: t("entries.subject"),
              value: <EntrySubject subject={entry.subject} locale={locale} />,
            },
            {
              name: t("notices.authority"),
              value: <bdi lang={authority.language}>{authority.name}</bdi>,
            },
            { name: t("entries.class"), value: t(`entries.classes.${entry.class}`) },
            {
              name: t("notices.term"),
              value: t("entries.until", { from, to: formatDate(locale, entry.endsOn) }),
            },
            { name: t("notices.legalBasis"), value: inItsLanguage(entry.legalBasis) },
            { name: t("notices.grounds"), value: inItsLanguage(entry.grounds) },
            {
              name: t("notices.evidence"),
              value: evidence && (
                <LinkOr href={/^https?:\/\//.test(evidence) ? evidence : null}>
                  {inItsLanguage(evidence)}
                </LinkOr>
              ),
            },
            {
              name: t(isPositive(kind) ? "notices.remedyFor" : "notices.remedy"),
              value: inItsLanguage(entry.remedy),
            },
            { name: t("entries.source"), value: <SourceName source={source} locale={locale} /> },
          ]}
        />
      </div>
      <EntrySteps steps={entry.steps} locale={locale} />
      {hasEnded && <p className="measure mt-8">{t("entries.ended")}</p>}
      {mayManage && !hasEnded && (
        <>
          {state === "active" && <EntryMove id={entry.id} verb="dispute" to="disputed" />}
          {state === "disputed" && <EntryMove id={entry.id} verb="resume" to="active" />}
          <EntryMove id={entry.id} verb="repair" to="repaired" />
        </>
      )}
    </div>
  );
}

function EntryMove({
  id,
  verb,
  to,
}: {
  id: string;
  verb: "dispute" | "resume" | "repair";
  to: string;
}) {
  const t = useTranslations("entries");
  return (
    <Section id={verb} title={t(`${verb}Title`)}>
      <p className="measure">{t(`${verb}Text`)}</p>
      <form method="post" action={`/office/registers/${id}`} className="mt-3 grid max-w-xl gap-4">
        <input type="hidden" name="to" value={to} />
        <FormField
          id={`${verb}-reason`}
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          maxLength={1000}
          required
        />
        <button type="submit" className="control justify-self-start">
          {t(verb)}
        </button>
      </form>
    </Section>
  );
}
