import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { Facts } from "@/components/facts";
import { FormField } from "@/components/form-field";
import { RegisterNumber } from "@/components/register-number";
import { SchemeInputField } from "@/components/scheme-input-field";
import { Section } from "@/components/section";
import { useTaxReasons } from "@/components/tax-reasons";
import { TaxStandingLine } from "@/components/tax-standing-line";
import { TextArea } from "@/components/text-area";
import { formatDate, formatMoment, isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { valueText } from "@/core/reason-phrase";
import type { Inputs, Scheme } from "@/core/scheme";
import { formValues } from "@/core/scheme-form";
import type { Value } from "@/core/scheme-values";
import type { RecordedStanding, TaxCase } from "@/core/tax-case";
import { taxFigures } from "@/core/tax-standing";

interface Props {
  found: TaxCase;
  schemes: ReadonlyMap<string, Scheme>;
  mayEdit: boolean;
  today: IsoDate;
  locale: Locale;
  notice: ReactNode;
}

/** A single case: standing and reasons, the figures behind them, and the form that puts it right. */
export function TaxCasePage(props: Props) {
  const { found, schemes, mayEdit, locale, notice } = props;
  const t = useTranslations("tax");
  const { current, identifier } = found;
  const scheme = schemes.get(current.scheme);
  return (
    <div className="page max-w-3xl pb-16">
      <BackLink href={`/${locale}/tax`}>{t("back")}</BackLink>
      <h1 className="font-semibold text-xl">
        <bdi lang={found.language ?? undefined}>{found.name ?? identifier.number}</bdi>
      </h1>
      <p className="text-soft">
        <RegisterNumber of={identifier} />
        {" · "}
        <bdi lang={found.authority.language}>{found.authority.name}</bdi>
      </p>
      <div className="mt-4 empty:hidden">{notice}</div>
      <Standing {...props} scheme={scheme} />
      {scheme && found.inputs && (
        <Section id="figures" title={t("figures")}>
          <p className="measure mb-3 text-soft text-sm">{t("figuresText")}</p>
          <Figures scheme={scheme} inputs={found.inputs} locale={locale} />
        </Section>
      )}
      {mayEdit && scheme && <EditForm {...props} scheme={scheme} />}
      {found.earlier.length > 0 && (
        <Section id="earlier" title={t("earlier")}>
          <ol>
            {found.earlier.map((one) => (
              <li key={one.id} className="border-hairline border-t py-2">
                <TaxStandingLine one={one} schemes={schemes} locale={locale} />
                <Recorded one={one} locale={locale} />
              </li>
            ))}
          </ol>
        </Section>
      )}
    </div>
  );
}

function Standing({
  found: { current },
  schemes,
  scheme,
  locale,
}: Props & { scheme: Scheme | undefined }) {
  const t = useTranslations("tax");
  const said = useTranslations("taxPanel");
  const { why, restore } = useTaxReasons(scheme, locale)(current);
  const isUnpublished = current.standing === "unpublished";
  const sentences = [
    why,
    isUnpublished && said(current.legalBasis === null ? "silence.no-basis" : "silence.incomplete"),
    current.standing === "disputed" && said("states.disputed"),
    current.standing !== "disputed" && !isUnpublished && current.disputed && said("disputed"),
    !isUnpublished && current.planned && said("planned"),
  ].filter((sentence) => typeof sentence === "string");
  return (
    <Section id="standing" title={t("standing")}>
      <TaxStandingLine one={current} schemes={schemes} locale={locale} size={48} />
      <div className="measure mt-2">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className="mt-3">
        <Facts
          facts={[
            { name: t("restore"), value: restore },
            { name: t("asOf"), value: formatDate(locale, current.asOf) },
            { name: t("lapses"), value: current.lapsesOn && formatDate(locale, current.lapsesOn) },
            { name: t("basis"), value: <bdi>{current.legalBasis ?? t("noBasis")}</bdi> },
            { name: t("scheme"), value: scheme?.title[locale] ?? current.scheme },
          ]}
        />
        <Recorded one={current} locale={locale} />
      </div>
    </Section>
  );
}

function Recorded({ one, locale }: { one: RecordedStanding; locale: Locale }) {
  const t = useTranslations("tax");
  const moment = formatMoment(locale, one.recordedAt.getTime());
  return (
    <p className="mt-1 text-soft text-sm">
      {one.recordedBy
        ? t("editedBy", { name: isolated(locale, one.recordedBy), moment })
        : t("fed", { moment })}
      {one.grounds && (
        <>
          {" "}
          <bdi>{one.grounds}</bdi>
        </>
      )}
    </p>
  );
}

function Figures({ scheme, inputs, locale }: { scheme: Scheme; inputs: Inputs; locale: Locale }) {
  const why = useTranslations("why");
  return (
    <Facts
      facts={taxFigures(scheme).map((name) => ({
        name: scheme.inputs[name]?.label[locale] ?? name,
        value: valueText(name, (inputs[name] ?? null) as Value, { scheme, locale, t: why }),
      }))}
    />
  );
}

function EditForm({ found, scheme, today, locale }: Props & { scheme: Scheme }) {
  const t = useTranslations("tax");
  const values = formValues(scheme, found.inputs ?? {});
  return (
    <Section id="edit" title={t("edit")}>
      <p className="measure mb-3">{t("editText")}</p>
      <form
        method="post"
        action="/office/tax/cases"
        className="grid gap-x-6 gap-y-3 md:grid-cols-2"
      >
        <input type="hidden" name="entity" value={found.entityId} />
        <FormField
          id="case-as-of"
          name="asOf"
          type="date"
          label={t("asOf")}
          defaultValue={found.current.asOf}
          min={found.current.asOf}
          max={today}
          required
        />
        <FormField
          id="case-basis"
          name="legalBasis"
          label={t("basis")}
          hint={t("basisHint")}
          defaultValue={found.current.legalBasis ?? ""}
          maxLength={300}
        />
        {taxFigures(scheme).map((name) => {
          const input = scheme.inputs[name];
          return (
            input && <SchemeInputField key={name} {...{ name, input, scheme, locale, values }} />
          );
        })}
        <div className="md:col-span-2">
          <TextArea
            id="case-grounds"
            name="grounds"
            label={t("grounds")}
            hint={t("groundsHint")}
            maxLength={500}
            required
          />
        </div>
        <p className="md:col-span-2">
          <button type="submit" className="control control-primary">
            {t("save")}
          </button>
        </p>
      </form>
    </Section>
  );
}
