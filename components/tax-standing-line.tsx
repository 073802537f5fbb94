import { Mark } from "@/components/mark";
import { OutcomeWord } from "@/components/outcome-word";
import { formatDate } from "@/core/format";
import type { TaxStanding } from "@/core/listing";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** How a business stood in tax on a day: mark, word and the day. */
export function TaxStandingLine({
  one,
  schemes,
  locale,
  size = 24,
}: {
  one: Pick<TaxStanding, "standing" | "scheme" | "outcome" | "asOf">;
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
  size?: number;
}) {
  return (
    <p className="flex items-center gap-3">
      <Mark standing={one.standing} size={size} />
      <OutcomeWord standing={{ ...one, published: null }} schemes={schemes} locale={locale} />
      {one.asOf && <span className="text-soft text-sm">{formatDate(locale, one.asOf)}</span>}
    </p>
  );
}
