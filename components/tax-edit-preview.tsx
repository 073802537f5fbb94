import { useTranslations } from "next-intl";
import { HiddenFields } from "@/components/hidden-fields";
import { TaxFigures } from "@/components/tax-figures";
import { TaxMove } from "@/components/tax-moves";
import { TaxStandingAccount } from "@/components/tax-standing-account";
import type { IsoDate } from "@/core/import-row";
import type { JudgedTaxEdit } from "@/core/judge-tax-edit";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { RecordedStanding, TaxEdit } from "@/core/tax-case";

/** What an edit would come to, of which nothing is recorded. */
export interface TaxPreview {
  edit: TaxEdit;
  judged: JudgedTaxEdit;
  /** The form as it was typed: what is recorded is what is shown here. */
  fields: Readonly<Record<string, string>>;
}

/** The colour that would come out of a corrected case, why, and the button that records it. */
export function TaxEditPreview({
  preview: { edit, judged, fields },
  current,
  schemes,
  today,
  locale,
}: {
  preview: TaxPreview;
  current: RecordedStanding;
  schemes: ReadonlyMap<string, Scheme>;
  today: IsoDate;
  locale: Locale;
}) {
  const t = useTranslations("tax");
  const { id, version } = judged.scheme;
  const one = {
    ...judged.rated,
    scheme: `${id}@${version}`,
    asOf: edit.asOf,
    legalBasis: edit.legalBasis,
  };
  return (
    <section aria-labelledby="preview" className="mt-4 rounded bg-note px-4 py-3">
      <h2 id="preview" className="font-semibold text-lg">
        {t("preview")}
      </h2>
      <p className="measure mb-3">{t("previewText")}</p>
      <TaxStandingAccount
        {...{ one, schemes, today, locale }}
        more={[
          {
            name: t("change"),
            value:
              current.standing === one.standing ? (
                t("sameStanding")
              ) : (
                <TaxMove from={current.standing} to={one.standing} />
              ),
          },
          { name: t("grounds"), value: <bdi>{edit.grounds}</bdi> },
        ]}
      />
      <h3 className="mt-4 mb-1 font-semibold">{t("figures")}</h3>
      <TaxFigures scheme={judged.scheme} inputs={judged.inputs} locale={locale} />
      <form
        method="post"
        action="/office/tax/cases"
        className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-2"
      >
        <HiddenFields fields={fields} />
        <button type="submit" name="step" value="record" className="control control-primary">
          {t("save")}
        </button>
        <a className="target" href="#edit">
          {t("changeEdit")}
        </a>
      </form>
    </section>
  );
}
