import { useTranslations } from "next-intl";
import { NotFoundNotice } from "@/components/not-found-notice";
import type { Locale } from "@/core/locale";

/** The page for an address that nothing lives at. */
export function NotFoundPage({ locale }: { locale: Locale }) {
  const t = useTranslations("notFound");
  return (
    <NotFoundNotice
      title={t("title")}
      text={t("text")}
      links={[
        { href: `/${locale}`, text: t("board") },
        { href: `/${locale}/data`, text: t("sources") },
      ]}
    />
  );
}
