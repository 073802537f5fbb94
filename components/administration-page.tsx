import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AreaAdministration } from "@/components/area-administration";
import { RiskAdministration } from "@/components/risk-administration";
import { Section } from "@/components/section";
import { StaffAdministration } from "@/components/staff-administration";
import type { Area, ManagedAuthority, StaffRole, TypedInForm } from "@/core/administration";
import type { Locale } from "@/core/locale";
import type { RiskCategory } from "@/core/office-site";

export interface AdministrationProps {
  authority: ManagedAuthority;
  staff: readonly StaffRole[];
  /** Whoever looks. */
  userId: string;
  areas: readonly Area[];
  risks: readonly (RiskCategory & { sites: number })[];
  /** Whether somebody may change any of it, or only read. */
  may: { staff: boolean; areas: boolean };
  typed: TypedInForm;
  locale: Locale;
  notice: ReactNode;
}

/** An authority's people, areas and intervals, and the way to its sentences and schemes. */
export function AdministrationPage(props: AdministrationProps) {
  const { authority, notice, locale } = props;
  const t = useTranslations("administration");
  const { slug, name } = authority;
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">
        {t.rich("titleOf", { name: () => <bdi lang={authority.language}>{name}</bdi> })}
      </h1>
      <p className="mt-2 flex flex-wrap gap-x-6">
        <a className="target" href={`/${locale}/admin/${slug}/schemes`}>
          {t("schemes")}
        </a>
        <a className="target" href={`/${locale}/admin/${slug}/comments`}>
          {t("comments")}
        </a>
        <a className="target" href={`/${locale}/admin/${slug}/representatives`}>
          {t("representatives")}
        </a>
        <a className="target" href={`/${locale}/admin/${slug}/matches`}>
          {t("matches")}
        </a>
        <a className="target" href={`/${locale}/admin/${slug}/keys`}>
          {t("keys")}
        </a>
      </p>
      {notice}
      <Section id="staff" title={t("staff")}>
        <StaffAdministration {...props} />
      </Section>
      <Section id="areas" title={t("areas")}>
        <AreaAdministration {...props} />
      </Section>
      <Section id="risks" title={t("risks")}>
        <RiskAdministration {...props} />
      </Section>
    </div>
  );
}
