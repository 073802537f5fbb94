import { useTranslations } from "next-intl";
import type { Locale } from "@/core/locale";
import { valueText } from "@/core/reason-phrase";
import type { Input, Scheme } from "@/core/scheme";
import { FINDINGS_MAX, findingField } from "@/core/scheme-form";

/** The field of a form for one input of a scheme. */
export function SchemeInputField({
  name,
  input,
  scheme,
  locale,
  values,
  refusedBy,
}: {
  name: string;
  input: Input;
  scheme: Scheme;
  locale: Locale;
  values: Record<string, string>;
  /** The id of the notice that says why what was typed here is no value. */
  refusedBy?: string | undefined;
}) {
  const t = useTranslations("scheme");
  const why = useTranslations("why");
  const value = values[name] ?? "";
  const label = input.label[locale];
  const id = `try-${name}`;
  const look = `control w-full min-w-0${refusedBy ? " outline-2 outline-ink" : ""}`;
  const flaw = refusedBy && { "aria-invalid": true, "aria-describedby": refusedBy };
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
        <select id={id} className={look} name={name} defaultValue={value} {...flaw}>
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
          className={look}
          {...flaw}
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
        className={look}
        {...flaw}
        name={name}
        defaultValue={value}
        required={type === "date" && !input.optional}
      />
    );
  }
}
