import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { FormField } from "@/components/form-field";
import { NumberSchemeField } from "@/components/number-scheme-field";
import { SelectField } from "@/components/select-field";
import { TextArea } from "@/components/text-area";
import type { ManagedAuthority } from "@/core/administration";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { ENTRY_CLASSES, ENTRY_KINDS } from "@/core/register-entry";

const TEXT_MAX = 2000;

/** All that an entry needs, in the order in which it is decided. */
export function EntryForm({
  authorities,
  typed,
  id,
  today,
  locale,
  notice,
}: {
  authorities: readonly ManagedAuthority[];
  /** What was typed before, by field. */
  typed: Readonly<Record<string, string>>;
  /** Of the entry to be, so that sending the form twice records one. */
  id: string;
  today: IsoDate;
  locale: Locale;
  notice: ReactNode;
}) {
  const t = useTranslations();
  const own = authorities.find((one) => String(one.id) === typed.authorityId) ?? authorities[0];
  const area = (name: "legalBasis" | "grounds" | "remedy", hint?: string) => (
    <TextArea
      id={`entry-${name}`}
      name={name}
      label={t(`entries.${name}`)}
      {...(hint && { hint })}
      rows={name === "legalBasis" ? 2 : 4}
      defaultValue={typed[name]}
      maxLength={TEXT_MAX}
      required
    />
  );
  const day = (name: "startsOn" | "endsOn", value: string, hint?: string) => (
    <FormField
      name={name}
      type="date"
      label={t(`entries.${name}`)}
      hint={hint}
      defaultValue={typed[name] ?? value}
      required
    />
  );
  const choices = <T extends string>(values: readonly T[], word: (value: T) => string) =>
    values.map((value) => ({ value, text: word(value) }));
  return (
    <div className="page max-w-3xl pb-16">
      <BackLink href={`/${locale}/registers`}>{t("entries.back")}</BackLink>
      <h1 className="font-semibold text-xl">{t("entries.new")}</h1>
      <div className="mt-4 empty:hidden">{notice}</div>
      <form method="post" action="/office/registers" className="mt-6 grid gap-6">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="language" value={typed.language ?? own?.language ?? locale} />
        <SelectField
          id="entry-authority"
          name="authorityId"
          label={t("entries.authority")}
          value={own && String(own.id)}
          choices={authorities.map((one) => ({ value: String(one.id), text: one.name }))}
        />
        <SelectField
          id="entry-kind"
          name="kind"
          label={t("entries.kind")}
          value={typed.kind}
          choices={choices(ENTRY_KINDS, (kind) => t(`notices.kinds.${kind}`))}
        />
        <SelectField
          id="entry-class"
          name="class"
          label={t("entries.class")}
          value={typed.class}
          choices={choices(ENTRY_CLASSES, (one) => t(`entries.classes.${one}`))}
        />
        <FormField
          name="site"
          label={t("entries.site")}
          hint={t("entries.siteHint")}
          defaultValue={typed.site}
          dir="ltr"
          autoComplete="off"
          maxLength={20}
        />
        <NumberSchemeField
          id="entry-scheme"
          label={t("entries.scheme")}
          countries={authorities.map(({ country }) => country)}
          value={typed.scheme}
          none={t("entries.noScheme")}
        />
        <FormField
          name="number"
          label={t("entries.number")}
          hint={t("entries.numberHint")}
          defaultValue={typed.number}
          dir="ltr"
          autoComplete="off"
          maxLength={60}
        />
        {area("legalBasis")}
        {area("grounds", t("entries.groundsHint"))}
        <FormField
          name="evidence"
          label={t("entries.evidence")}
          hint={t("entries.evidenceHint")}
          defaultValue={typed.evidence}
          maxLength={TEXT_MAX}
        />
        {area("remedy", t("entries.remedyHint"))}
        {day("startsOn", today)}
        {day("endsOn", "", t("entries.endsOnHint"))}
        <FormField
          name="reason"
          label={t("entries.reason")}
          hint={t("entries.reasonHint")}
          defaultValue={typed.reason}
          maxLength={TEXT_MAX}
          required
        />
        <button type="submit" className="control control-primary justify-self-start">
          {t("entries.record")}
        </button>
      </form>
    </div>
  );
}
