import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import type { SiteContext } from "@/components/site-page";
import { isolated } from "@/core/format";
import { formatPublicId } from "@/core/public-id";

/** Whom to ask when a fact is wrong. */
export function SiteProblem({ site, locale }: SiteContext) {
  const t = useTranslations("place");
  const { name, email, website } = site.authorityDetail;
  const number = formatPublicId(site.id);
  return (
    <Section id="wrong" title={t("wrong")}>
      <p className="measure">
        {t.rich("wrongHow", {
          authority: isolated(locale, name),
          number: () => (
            <span className="whitespace-nowrap" dir="ltr">
              {number}
            </span>
          ),
        })}
      </p>
      <ul className="mt-1">
        {email && (
          <li>
            <a
              className="target"
              href={`mailto:${email}?subject=${encodeURIComponent(`Placard ${number}`)}`}
            >
              {t("contactMail", { mail: isolated(locale, email) })}
            </a>
          </li>
        )}
        {website && (
          <li>
            <a className="target" href={website}>
              {t("contactSite")}
            </a>
          </li>
        )}
        {!email && !website && <li>{t("contactNone")}</li>}
      </ul>
    </Section>
  );
}
