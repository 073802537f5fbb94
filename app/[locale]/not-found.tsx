import { useLocale, useTranslations } from "next-intl";
import { NotFoundNotice } from "@/components/not-found-notice";

export default function NotFound() {
  const t = useTranslations("notFound");
  const locale = useLocale();
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
