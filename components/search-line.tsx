import { useTranslations } from "next-intl";
import type { Locale } from "@/core/locale";

/** The way to another place, for pages that are often reached by a shared link. */
export function SearchLine({ locale }: { locale: Locale }) {
  const t = useTranslations("board");
  return (
    <search className="no-print page block pt-4">
      <form action={`/${locale}`} className="flex max-w-lg gap-2">
        <input
          type="search"
          name="q"
          aria-label={t("searchLabel")}
          placeholder={t("searchHint")}
          maxLength={200}
          className="control w-full min-w-0 cursor-text"
        />
        <button type="submit" className="control shrink-0 whitespace-nowrap">
          {t("search")}
        </button>
      </form>
    </search>
  );
}
