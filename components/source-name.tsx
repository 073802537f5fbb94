import { useTranslations } from "next-intl";
import { isolated } from "@/core/format";
import type { SourceNote } from "@/core/listing";
import type { Locale } from "@/core/locale";

/** A source as its publisher names it; what is recorded here, in the reader's language. */
export function SourceName({
  source: { name, language, office },
  locale,
}: {
  source: Pick<SourceNote, "name" | "language" | "office">;
  locale: Locale;
}) {
  const t = useTranslations("place.officeSource");
  if (!office) return <bdi lang={language}>{name}</bdi>;
  return t(office.of, { authority: isolated(locale, office.authority) });
}
