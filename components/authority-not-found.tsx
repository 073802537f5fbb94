import { useTranslations } from "next-intl";
import type { Locale } from "@/components/locales";
import { NotFoundNotice } from "@/components/not-found-notice";

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
