import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { SchemeInputField } from "@/components/scheme-input-field";
import { Section } from "@/components/section";
import { CASE_NOTICE } from "@/components/tax-field-notice";
import { TextArea } from "@/components/text-area";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import { formValues } from "@/core/scheme-form";
import type { TaxCase } from "@/core/tax-case";
import { taxFigures } from "@/core/tax-standing";

/** The form that puts a case right: it shows what would come out before anything is recorded. */
export function TaxEditForm({
  found,
  scheme,
  typed,
  refusedField,
  today,
  locale,
}: {
  found: TaxCase;
  /** Of the day of the figures, as typed. */
  scheme: Scheme;
  /** What was typed before, by field. */
  typed: Readonly<Record<string, string>>;
  /** The figure that was no value. */
  refusedField: string | null;
  today: IsoDate;
  locale: Locale;
}) {
  const t = useTranslations("tax");
  const values = { ...formValues(scheme, found.inputs ?? {}), ...typed };
  return (
    <Section id="edit" title={t("edit")}>
      <p className="measure mb-3">{t("editText")}</p>
      {`${scheme.id}@${scheme.version}` !== found.current.scheme && (
        <p className="measure mb-3">{t("otherScheme", { scheme: scheme.title[locale] })}</p>
      )}
      <form
        method="post"
        action="/office/tax/cases"
        className="grid gap-x-6 gap-y-3 md:grid-cols-2"
      >
        <input type="hidden" name="entity" value={found.entityId} />
        <input type="hidden" name="basedOn" value={found.current.id} />
        <FormField
          id="case-as-of"
          name="asOf"
          type="date"
          label={t("asOf")}
          defaultValue={typed.asOf ?? found.current.asOf}
          min={found.current.asOf}
          max={today}
          required
        />
        <FormField
          id="case-basis"
          name="legalBasis"
          label={t("basis")}
          hint={t("basisHint")}
          defaultValue={typed.legalBasis ?? found.current.legalBasis ?? ""}
          maxLength={300}
        />
        {taxFigures(scheme).map((name) => {
          const input = scheme.inputs[name];
          return (
            input && (
              <SchemeInputField
                key={name}
                {...{ name, input, scheme, locale, values }}
                refusedBy={name === refusedField ? CASE_NOTICE : undefined}
              />
            )
          );
        })}
        <div className="md:col-span-2">
          <TextArea
            id="case-grounds"
            name="grounds"
            label={t("grounds")}
            hint={t("groundsHint")}
            defaultValue={typed.grounds}
            maxLength={500}
            required
          />
        </div>
        <p className="md:col-span-2">
          <button type="submit" name="step" value="preview" className="control control-primary">
            {t("see")}
          </button>
        </p>
      </form>
    </Section>
  );
}
