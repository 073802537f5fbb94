import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import type { SiteContext } from "@/components/site-page";
import { formatDate } from "@/core/format";

/** The operator's own words, which the law gives a right to. */
export function SiteReply({ site, locale }: SiteContext) {
  const t = useTranslations("place");
  if (!site.reply) return null;
  const { text, language, since } = site.reply;
  return (
    <Section id="reply" title={t("reply")}>
      <blockquote
        className="measure whitespace-pre-line border-edge border-s-4 ps-4"
        lang={language}
        dir="auto"
      >
        {text}
      </blockquote>
      <p className="mt-2 text-sm text-soft">
        {t("replySince", { date: formatDate(locale, since) })}
      </p>
    </Section>
  );
}
