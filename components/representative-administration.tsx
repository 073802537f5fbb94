import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MemberRow } from "@/components/member-row";
import { RepresentativeInvitation } from "@/components/representative-invitation";
import type { ManagedAuthority } from "@/core/administration";
import { entityUrl } from "@/core/entity";
import { formatDate, isolated } from "@/core/format";
import type { Locale } from "@/core/locale";
import type { Representative } from "@/core/representation";
import { siteUrl } from "@/core/site-url";

/** Who speaks for the businesses that an authority rates, and inviting them. */
export function RepresentativeAdministration({
  authority,
  representatives,
  may,
  locale,
  notice,
}: {
  authority: ManagedAuthority;
  representatives: readonly Representative[];
  /** Whether somebody administers the authority, and for what they may invite and end. */
  may: { administer: boolean; site: boolean; entity: boolean };
  locale: Locale;
  notice: ReactNode;
}) {
  const t = useTranslations("representatives");
  const { slug, name, language } = authority;
  return (
    <div className="page pb-16">
      <h1 className="pt-8 font-semibold text-xl md:text-2xl">
        {t.rich("titleOf", { name: () => <bdi lang={language}>{name}</bdi> })}
      </h1>
      {may.administer && (
        <p className="mt-2">
          <a className="target" href={`/${locale}/admin/${slug}`}>
            {t("back")}
          </a>
        </p>
      )}
      <div className="mt-3">{notice}</div>
      <p className="measure mt-3 mb-4">{t("intro")}</p>
      {representatives.length === 0 && <p>{t("none")}</p>}
      <ul>
        {representatives.map((one) => (
          <RepresentativeRow
            key={one.membershipId}
            person={one}
            mayEnd={one.site ? may.site : may.entity}
            locale={locale}
          />
        ))}
      </ul>
      {may.site && <RepresentativeInvitation kind="site" authority={authority} />}
      {may.entity && <RepresentativeInvitation kind="entity" authority={authority} />}
    </div>
  );
}

function RepresentativeRow({
  person: { membershipId, name, email, grantedAt, isInvited, site, entity },
  mayEnd,
  locale,
}: {
  person: Representative;
  mayEnd: boolean;
  locale: Locale;
}) {
  const t = useTranslations("representatives");
  const business = site?.name ?? entity?.name ?? entity?.number ?? "";
  const said = { name: isolated(locale, name), business: isolated(locale, business) };
  return (
    <MemberRow
      name={name}
      email={email}
      ending={
        mayEnd && {
          action: "/office/administration/representatives",
          membershipId,
          word: t("end"),
          label: t("endOf", said),
          text: t("endSure", said),
          submit: t("endNow"),
        }
      }
    >
      {site && (
        <a className="target" href={siteUrl(locale, site)}>
          <bdi lang={site.language}>{site.name}</bdi>
        </a>
      )}
      {entity && (
        <a className="target" href={entityUrl(locale, entity)}>
          <bdi lang={entity.language ?? undefined}>{entity.name ?? entity.number}</bdi>
        </a>
      )}{" "}
      <span className="text-soft">
        {t(isInvited ? "invited" : "since", {
          date: formatDate(locale, grantedAt.toISOString().slice(0, 10)),
        })}
      </span>
    </MemberRow>
  );
}
