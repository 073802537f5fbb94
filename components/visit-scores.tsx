import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { SelectField } from "@/components/select-field";
import type { VisitFormContext } from "@/components/visit-form-context";
import { valueText } from "@/core/reason-phrase";
import type { Input } from "@/core/scheme";
import { FIELD, inputText } from "@/core/visit-form";

/** The scheme's own inputs beside its findings: scores with their descriptors, hazards, days. */
export function VisitScores({ visit: { scheme, draft }, locale }: VisitFormContext) {
  const t = useTranslations("visit");
  const why = useTranslations("why");
  const own = Object.entries(scheme.inputs).filter(([, input]) => !("findings" in input));
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="visit-scores" className="mt-8">
      <h2 id="visit-scores" className="mb-3 font-semibold text-lg">
        {t("scores")}
      </h2>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        {own.map(([name, input]) => {
          const id = `input-${name}`;
          const value = draft.inputs[name];
          if ("choice" in input || "boolean" in input) {
            const options = "choice" in input ? input.choice : [true, false];
            return (
              <SelectField
                key={name}
                id={id}
                name={FIELD.input(name)}
                label={input.label[locale]}
                hint={hintOf(input)}
                value={value === undefined ? "" : inputText(value)}
                choices={[
                  { value: "", text: t("choose") },
                  ...options.map((one) => ({
                    value: String(one),
                    text: valueText(name, one, { scheme, locale, t: why }),
                  })),
                ]}
              />
            );
          }
          return (
            <FormField
              key={name}
              id={id}
              label={input.label[locale]}
              hint={hintOf(input)}
              name={FIELD.input(name)}
              type={"date" in input ? "date" : "text"}
              {...("number" in input && { inputMode: "decimal", ...rangeOf(input.number) })}
              autoComplete="off"
              defaultValue={value === undefined ? "" : inputText(value)}
            />
          );
        })}
      </div>
    </section>
  );

  function hintOf(input: Input): string | undefined {
    if ("series" in input) return t("seriesHint", { min: input.series.min, max: input.series.max });
    return input.optional && t("optional");
  }

  function rangeOf({ min, max }: { min: number; max: number }) {
    return { placeholder: t("range", { min, max }) };
  }
}
