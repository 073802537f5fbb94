import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import type { Locale } from "@/core/locale";
import { type Scheme, schemeKey } from "@/core/scheme";
import { schemeUrl } from "@/core/scheme-url";

/** The schemes on the board with what each of their results looks like here. */
export function SchemeList({ schemes, locale }: { schemes: readonly Scheme[]; locale: Locale }) {
  const t = useTranslations("data");
  const known = new Map(schemes.map((scheme) => [schemeKey(scheme), scheme]));
  return (
    <ul className="grid gap-x-12 gap-y-8 md:grid-cols-2">
      {schemes.map((scheme) => (
        <li key={schemeKey(scheme)} className="border-hairline border-t pt-3">
          <h3 className="font-semibold">
            <a href={schemeUrl(locale, scheme)}>{scheme.title[locale]}</a>
          </h3>
          <p className="text-sm text-soft">
            {t("version", { version: scheme.version })} ·{" "}
            {scheme.overlay ? t("overlay") : t("published")} ·{" "}
            <a href={scheme.source.url}>{t("schemeSource")}</a>
          </p>
          <ul className="mt-2">
            {byOutcome(scheme).map(({ outcome, colour }) => (
              <li key={outcome} className="flex items-center gap-3 py-1">
                <Mark standing={colour} size={24} />
                <OutcomeWord
                  standing={{
                    standing: colour,
                    scheme: schemeKey(scheme),
                    outcome,
                    published: outcome,
                  }}
                  schemes={known}
                  locale={locale}
                />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Best first; codes alone would put "0" before "5". */
function byOutcome({ outcomes }: Scheme) {
  return Object.entries(outcomes)
    .map(([outcome, { colour, rank }]) => ({ outcome, colour, rank }))
    .sort((a, b) => a.rank - b.rank);
}
