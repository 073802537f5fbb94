import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
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
          <li
            key={one.membershipId}
            className="flex flex-wrap items-center gap-x-4 border-hairline border-t py-1"
          >
            <Person person={one} locale={locale} />
            {(one.site ? may.site : may.entity) && <Ending person={one} locale={locale} />}
          </li>
        ))}
      </ul>
      {may.site && <RepresentativeInvitation kind="site" authorityId={authority.id} />}
      {may.entity && <RepresentativeInvitation kind="entity" authorityId={authority.id} />}
    </div>
  );
}

function Person({ person, locale }: { person: Representative; locale: Locale }) {
  const t = useTranslations("representatives");
  const { name, email, grantedAt, isInvited, site, entity } = person;
  return (
    <span className="min-w-0 grow basis-64">
      <strong className="font-semibold">
        <bdi>{name}</bdi>
      </strong>{" "}
      <span className="text-soft" dir="ltr">
        {email}
      </span>
      <br />
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
    </span>
  );
}

function Ending({ person, locale }: { person: Representative; locale: Locale }) {
  const t = useTranslations("representatives");
  const business = person.site?.name ?? person.entity?.name ?? person.entity?.number ?? "";
  const said = { name: isolated(locale, person.name), business: isolated(locale, business) };
  return (
    <details>
      <summary className="control arrow" aria-label={t("endOf", said)}>
        {t("end")}
      </summary>
      <form
        method="post"
        action="/office/administration/representatives"
        className="measure grid gap-2 py-2"
      >
        <input type="hidden" name="membershipId" value={person.membershipId} />
        <p>{t("endSure", said)}</p>
        <button type="submit" name="change" value="end" className="control justify-self-start">
          {t("endNow")}
        </button>
      </form>
    </details>
  );
}
