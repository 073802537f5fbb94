import { useLocale, useTranslations } from "next-intl";
import { NotFoundNotice } from "@/components/not-found-notice";

export default function AuthorityNotFound() {
  const t = useTranslations();
  return (
    <NotFoundNotice
      title={t("authority.notFoundTitle")}
      text={t("authority.notFound")}
      links={[{ href: `/${useLocale()}/data`, text: t("notFound.sources") }]}
    />
  );
}
