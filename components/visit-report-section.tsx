import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { LabelledField } from "@/components/labelled-field";
import { Section } from "@/components/section";
import { LOCALES, type Locale } from "@/core/locale";

/** The report for the business: shown or printed in any language, or mailed before leaving. */
export function VisitReportSection({
  id,
  locale,
  canMail,
}: {
  id: string;
  locale: Locale;
  canMail: boolean;
}) {
  const t = useTranslations("visit");
  const languages = Object.keys(LOCALES) as Locale[];
  return (
    <Section id="report" title={t("report")}>
      <ul className="flex flex-wrap gap-3">
        {languages.map((one) => (
          <li key={one}>
            <a
              className="control"
              lang={one}
              hrefLang={one}
              href={`/office/reports/${id}?locale=${one}`}
            >
              {LOCALES[one]}
            </a>
          </li>
        ))}
      </ul>
      {canMail && (
        <form
          action={`/office/reports/${id}/mail`}
          method="post"
          className="mt-4 flex flex-wrap items-end gap-3"
        >
          <input type="hidden" name="back" value={`/${locale}/inspect/visits/${id}`} />
          <FormField
            id="report-to"
            label={t("reportTo")}
            type="email"
            name="to"
            autoComplete="off"
            required
          />
          <LabelledField id="report-locale" label={t("reportLanguage")}>
            <select id="report-locale" className="control" name="locale" defaultValue={locale}>
              {languages.map((one) => (
                <option key={one} value={one} lang={one}>
                  {LOCALES[one]}
                </option>
              ))}
            </select>
          </LabelledField>
          <button type="submit" className="control">
            {t("reportMail")}
          </button>
        </form>
      )}
    </Section>
  );
}
