import { useTranslations } from "next-intl";
import { ATOM } from "@/core/feed-url";

/** The way to be told of changes on a page by a feed reader. */
export function FeedLink({ href }: { href: string }) {
  const t = useTranslations("feed");
  return (
    <p className="no-print pt-6 text-sm">
      <a className="target" href={href} type={ATOM}>
        {t("follow")}
      </a>
    </p>
  );
}
