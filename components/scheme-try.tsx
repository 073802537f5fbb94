import { useTranslations } from "next-intl";
import { RatingReasons } from "@/components/rating-reasons";
import { SchemeOutcome } from "@/components/scheme-outcome";
import { formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import { rate } from "@/core/rate";
import { valueText } from "@/core/reason-phrase";
import type { Input, Inputs, Scheme } from "@/core/scheme";
import { FINDINGS_MAX, findingField, formValues } from "@/core/scheme-form";

/** A form to try inputs, and what the scheme makes of them. It works without JavaScript. */
export function SchemeTry({
  scheme,
  given,
  locale,
}: {
  scheme: Scheme;
  /** What was filled in; null before anything was. */
  given: Record<string, unknown> | null;
  locale: Locale;
}) {
  const t = useTranslations("scheme");
  const rated = given && rate(given, scheme);
  const values = formValues(scheme, (given ?? scheme.examples[0]?.inputs ?? {}) as Inputs);
  return (
    <>
      <p className="measure mb-3">{t("tryIntro")}</p>
      <form action="#try" className="grid max-w-2xl gap-x-6 gap-y-3 md:grid-cols-2">
        {Object.entries(scheme.inputs).map(([name, input]) => (
          <InputFields key={name} {...{ name, input, scheme, locale, values }} />
        ))}
        <p className="md:col-span-2">
          <button type="submit" className="control control-primary">
            {t("tryButton")}
          </button>
        </p>
      </form>
      {rated && (
        <div role="status" className="mt-4 border-hairline border-t pt-4">
          <h3 className="mb-2 font-semibold">{t("answer")}</h3>
          {rated.ok ? (
            <>
              <p className="flex items-center gap-3 font-semibold text-lg">
                <SchemeOutcome
                  scheme={scheme}
                  outcome={rated.outcome}
                  standing={rated.standing}
                  locale={locale}
                />
              </p>
              <RatingReasons
                scheme={scheme}
                inputs={given as Inputs}
                rated={rated}
                locale={locale}
              />
            </>
          ) : (
            <>
              <p>{t("refused")}</p>
              <ul className="mt-1 list-disc ps-5">
                {rated.refused.map(({ input, kind }) => (
                  <li key={input}>{t(`wrong.${kind}`, wrongParts(scheme, input, locale))}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </>
  );
}

function wrongParts(scheme: Scheme, name: string, locale: Locale) {
  const input = scheme.inputs[name];
  const range =
    input && ("number" in input ? input.number : "series" in input ? input.series : null);
  return {
    name: input?.label[locale] ?? name,
    min: formatNumber(locale, range?.min ?? 0),
    max: formatNumber(locale, range?.max ?? 0),
  };
}

function InputFields({
  name,
  input,
  scheme,
  locale,
  values,
}: {
  name: string;
  input: Input;
  scheme: Scheme;
  locale: Locale;
  values: Record<string, string>;
}) {
  const t = useTranslations("scheme");
  const why = useTranslations("why");
  const value = values[name] ?? "";
  const label = input.label[locale];
  const id = `try-${name}`;
  if ("findings" in input) {
    return (
      <fieldset className="md:col-span-2">
        <legend className="mb-1 font-semibold">{label}</legend>
        <div className="grid gap-x-6 gap-y-2 md:grid-cols-2">
          {Object.entries(input.findings).flatMap(([severity, words]) =>
            [false, true].map((corrected) => {
              const field = findingField(name, severity, corrected);
              return (
                <label key={field} className="flex items-center justify-between gap-3">
                  <span>{t(corrected ? "corrected" : "open", { severity: words[locale] })}</span>
                  <input
                    type="number"
                    className="control w-20"
                    name={field}
                    min={0}
                    max={FINDINGS_MAX}
                    defaultValue={values[field] ?? "0"}
                  />
                </label>
              );
            }),
          )}
        </div>
      </fieldset>
    );
  }
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id}>
        {label}
        {input.optional && <span className="text-soft text-sm"> ({t("mayBeEmpty")})</span>}
        {"series" in input && <span className="text-soft text-sm"> ({t("series")})</span>}
      </label>
      {control()}
    </div>
  );

  function control() {
    if ("choice" in input || "boolean" in input) {
      const options = "choice" in input ? input.choice : [true, false];
      return (
        <select id={id} className="control w-full min-w-0" name={name} defaultValue={value}>
          {input.optional && <option value="">{why("notKnown")}</option>}
          {options.map((one) => (
            <option key={`${one}`} value={`${one}`}>
              {valueText(name, one, { scheme, locale, t: why })}
            </option>
          ))}
        </select>
      );
    }
    if ("number" in input) {
      const { min, max, step } = input.number;
      return (
        <input
          id={id}
          type="number"
          className="control w-full min-w-0"
          name={name}
          defaultValue={value}
          {...{ min, max, step }}
          required={!input.optional}
        />
      );
    }
    const type = "date" in input ? "date" : "text";
    return (
      <input
        id={id}
        type={type}
        className="control w-full min-w-0"
        name={name}
        defaultValue={value}
        required={type === "date" && !input.optional}
      />
    );
  }
}
