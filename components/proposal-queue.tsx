import { useTranslations } from "next-intl";
import { Section } from "@/components/section";
import type { OpenProposal } from "@/core/administration";
import { formatDate, isolated } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** Scheme versions that wait for a second person; each is decided on its authority's page. */
export function ProposalQueue({
  proposals,
  schemes,
  locale,
}: {
  proposals: readonly OpenProposal[];
  schemes: ReadonlyMap<string, Scheme>;
  locale: Locale;
}) {
  const t = useTranslations();
  if (proposals.length === 0) return null;
  return (
    <Section id="proposals" title={t("review.proposals")}>
      <ul>
        {proposals.map(({ id, scheme, validFrom, proposedBy, proposedOn, authority }) => (
          <li key={id} className="border-hairline border-t py-2">
            <p>
              {t("administration.openLine", {
                title: schemes.get(scheme)?.title[locale] ?? scheme,
                date: formatDate(locale, validFrom),
                name: isolated(locale, proposedBy),
                day: formatDate(locale, proposedOn),
              })}
            </p>
            <a className="target" href={`/${locale}/admin/${authority.slug}/schemes`}>
              <bdi lang={authority.language}>{authority.name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
