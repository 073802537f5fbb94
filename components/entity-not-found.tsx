import { useTranslations } from "next-intl";
import { NotFoundNotice } from "@/components/not-found-notice";
import type { Locale } from "@/core/locale";

/** The page for a register number that this board shows nothing of. */
export function EntityNotFound({ locale }: { locale: Locale }) {
  const t = useTranslations();
  return (
    <NotFoundNotice
      title={t("entity.notFoundTitle")}
      text={t("entity.notFound")}
      links={[
        { href: `/${locale}/entities`, text: t("entity.toList") },
        { href: `/${locale}`, text: t("notFound.board") },
      ]}
    />
  );
}
