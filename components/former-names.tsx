import { useTranslations } from "next-intl";
import { Separated } from "@/components/separated";
import { formatDate, inBrackets } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";

/** The names that something went by, each with the day until which it did. */
export function FormerNames({
  names,
  language,
  locale,
}: {
  names: readonly { name: string; until: IsoDate }[];
  language: string | null | undefined;
  locale: Locale;
}) {
  const t = useTranslations("place");
  return (
    <Separated
      parts={names.map(({ name, until }) => (
        <>
          <bdi lang={language ?? undefined}>{name}</bdi>
          {inBrackets(locale, "", t("formerName", { date: formatDate(locale, until) }))}
        </>
      ))}
    />
  );
}
