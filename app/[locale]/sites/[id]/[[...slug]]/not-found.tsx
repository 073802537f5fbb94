import { useLocale, useTranslations } from "next-intl";
import { NotFoundNotice } from "@/components/not-found-notice";

export default function SiteNotFound() {
  const t = useTranslations();
  return (
    <NotFoundNotice
      title={t("place.notFoundTitle")}
      text={t("place.notFound")}
      links={[{ href: `/${useLocale()}`, text: t("notFound.board") }]}
    />
  );
}
