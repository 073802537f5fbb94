import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/copy-button";
import { Section } from "@/components/section";

/** The short address of a page, to read out, print or copy. */
export function SiteShare({ url }: { url: string }) {
  const t = useTranslations("place");
  return (
    <Section id="share" title={t("share")}>
      <p className="text-soft text-sm">{t("shareLink")}</p>
      <p>
        <bdi dir="ltr">{url.replace(/^https?:\/\//, "")}</bdi>
      </p>
      <CopyButton
        text={url}
        labels={{ copy: t("copy"), copied: t("copied"), failed: t("copyFailed") }}
      />
    </Section>
  );
}
