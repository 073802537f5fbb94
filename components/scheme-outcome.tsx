import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import type { Locale } from "@/core/locale";
import { type Scheme, schemeKey } from "@/core/scheme";
import type { Standing } from "@/core/standing";

/** The mark and the word of an outcome, or of the state that takes its place. */
export function SchemeOutcome({
  scheme,
  outcome,
  standing,
  locale,
}: {
  scheme: Scheme;
  outcome: string | null;
  standing: Standing;
  locale: Locale;
}) {
  const key = schemeKey(scheme);
  return (
    <span className="flex items-center gap-2">
      <Mark standing={standing} size={22} />
      <OutcomeWord
        standing={{ standing, scheme: key, outcome, published: outcome }}
        schemes={new Map([[key, scheme]])}
        locale={locale}
      />
    </span>
  );
}
