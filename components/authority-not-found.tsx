import { useTranslations } from "next-intl";
import { NotFoundNotice } from "@/components/not-found-notice";
import type { Locale } from "@/core/locale";

/** The page for a short name that no authority has. */
export function AuthorityNotFound({ locale }: { locale: Locale }) {
  const t = useTranslations();
  return (
    <NotFoundNotice
      title={t("authority.notFoundTitle")}
      text={t("authority.notFound")}
      links={[{ href: `/${locale}/data`, text: t("notFound.sources") }]}
    />
  );
}
