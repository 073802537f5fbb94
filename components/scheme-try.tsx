import { useTranslations } from "next-intl";
import { RatingReasons } from "@/components/rating-reasons";
import { SchemeInputField } from "@/components/scheme-input-field";
import { SchemeOutcome } from "@/components/scheme-outcome";
import { formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import { rate } from "@/core/rate";
import type { Inputs, Scheme } from "@/core/scheme";
import { formValues } from "@/core/scheme-form";

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
          <SchemeInputField key={name} {...{ name, input, scheme, locale, values }} />
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
