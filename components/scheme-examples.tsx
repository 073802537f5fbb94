import { useTranslations } from "next-intl";
import { SchemeOutcome } from "@/components/scheme-outcome";
import { inputsPhrase } from "@/core/inputs-phrase";
import type { Locale } from "@/core/locale";
import { standingOfResult } from "@/core/rate";
import type { Example, Scheme } from "@/core/scheme";

/** Worked examples; the tests hold the engine to the same ones. */
export function SchemeExamples({ scheme, locale }: { scheme: Scheme; locale: Locale }) {
  const t = useTranslations("scheme");
  const speech = { scheme, locale, t: useTranslations("why") };
  return (
    <>
      {isMany(scheme) && <p className="mb-3">{t("exampleDiffers")}</p>}
      <ol className="max-w-3xl">
        {scheme.examples.map((example) => {
          const outcome = "outcome" in example ? example.outcome : null;
          return (
            <li
              key={JSON.stringify(example)}
              className="grid items-start gap-x-6 border-hairline border-t py-2 md:grid-cols-[3fr_2fr]"
            >
              <span>{inputsPhrase(example.inputs, speech, namesToTell(example, scheme))}</span>
              <SchemeOutcome
                scheme={scheme}
                outcome={outcome}
                standing={standingOfResult(example, scheme)}
                locale={locale}
              />
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** What differs from the first example says enough where there are many inputs. */
const TOLD_MAX = 6;

function isMany({ inputs }: Scheme): boolean {
  return Object.keys(inputs).length > TOLD_MAX;
}

function namesToTell({ inputs }: Example, scheme: Scheme): string[] {
  const [first] = scheme.examples;
  const names = Object.keys(scheme.inputs).filter((name) => inputs[name] !== undefined);
  const changed = names.filter((name) => inputs[name] !== first?.inputs[name]);
  return isMany(scheme) && changed.length > 0 ? changed : names;
}
