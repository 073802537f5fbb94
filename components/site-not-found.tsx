import { useTranslations } from "next-intl";
import { NotFoundNotice } from "@/components/not-found-notice";
import type { Locale } from "@/core/locale";

/** The page for a number that no place has, most often one that was mistyped. */
export function SiteNotFound({ locale }: { locale: Locale }) {
  const t = useTranslations();
  return (
    <NotFoundNotice
      title={t("place.notFoundTitle")}
      text={t("place.notFound")}
      links={[{ href: `/${locale}`, text: t("notFound.board") }]}
    />
  );
}
