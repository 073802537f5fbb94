import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { FormField } from "@/components/form-field";
import { Mark } from "@/components/mark";
import { SchemeProposals } from "@/components/scheme-proposals";
import { Section } from "@/components/section";
import { SelectField } from "@/components/select-field";
import { simulationId } from "@/components/simulation-id";
import { standingWords } from "@/components/standing-words";
import type {
  ManagedAuthority,
  SchemeUse,
  SimulatedChange,
  TypedInForm,
} from "@/core/administration";
import { formatDate, formatNumber } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import type { Locale } from "@/core/locale";
import { officeSiteUrl } from "@/core/office-url";
import { type Scheme, schemeKey } from "@/core/scheme";
import { standardScheme } from "@/core/standard-scheme";
import { SITE_DOMAINS, type SiteDomain } from "@/core/standing";

interface Tried {
  scheme: Scheme;
  validFrom: IsoDate;
  result: SimulatedChange;
}

export interface SchemeUseProps {
  authority: ManagedAuthority;
  use: SchemeUse;
  schemes: ReadonlyMap<string, Scheme>;
  /** Versions that are looked at before they are proposed, and those whose proposal is open. */
  tried: readonly Tried[];
  /** What the form of a proposal is filled with. */
  asked: { scheme: string; validFrom: IsoDate };
  typed: TypedInForm;
  userId: string;
  /** Who does not administer the authority comes from the reviewer's desk. */
  may: { propose: boolean; decide: boolean; administer: boolean };
  locale: Locale;
  today: IsoDate;
  notice: ReactNode;
}

/** Which scheme version an authority works by, and how it comes by another one. */
export function SchemeUsePage(props: SchemeUseProps) {
  const { authority, use, schemes, tried, asked, may, locale, today, notice } = props;
  const t = useTranslations();
  const choices = [...schemes.values()].filter(
    ({ domain, effective }) => domain !== "tax" && (effective.to === null || effective.to > today),
  );
  return (
    <div className="page pb-16">
      <BackLink href={`/${locale}/${may.administer ? `admin/${authority.slug}` : "review"}`}>
        {t(may.administer ? "administration.back" : "review.title")}
      </BackLink>
      <h1 className="font-semibold text-xl md:text-2xl">{t("administration.schemes")}</h1>
      <p className="mt-1 text-lg">
        <bdi lang={authority.language}>{authority.name}</bdi>
      </p>
      <p className="measure mt-2">{t("administration.schemesText")}</p>
      {notice}
      {tried.map((one) => (
        <Simulation key={schemeKey(one.scheme)} {...props} simulated={one} />
      ))}
      <SchemeProposals {...props} />
      <Section id="in-force" title={t("administration.inForce")}>
        <ul>
          {use.used.map(({ domain, scheme, from, until }) => (
            <li
              key={`${scheme} ${from}`}
              className="flex flex-wrap justify-between gap-x-6 border-hairline border-t py-2"
            >
              <a href={`/${locale}/schemes/${scheme.replace("@", "/")}`}>
                {schemes.get(scheme)?.title[locale] ?? scheme}
              </a>
              <span className="text-soft">
                {t(`domain.${domain}`)} ·{" "}
                {until
                  ? t("administration.validSpan", {
                      from: formatDate(locale, from),
                      until: formatDate(locale, until),
                    })
                  : t("administration.validFrom", { date: formatDate(locale, from) })}
              </span>
            </li>
          ))}
        </ul>
        {SITE_DOMAINS.filter((domain) => !use.used.some((one) => one.domain === domain)).map(
          (domain) => (
            <p key={domain} className="mt-2">
              {t("administration.byDefault", {
                title: standardTitle(domain),
                domain: t(`domain.${domain}`),
              })}
            </p>
          ),
        )}
      </Section>
      {may.propose && (
        <Section id="propose" title={t("administration.propose")}>
          <form method="get" className="grid max-w-md gap-4">
            <SelectField
              id="propose-scheme"
              name="scheme"
              label={t("administration.version")}
              value={asked.scheme || undefined}
              choices={choices.map((one) => ({
                value: schemeKey(one),
                text: `${one.title[locale]} (${one.version})`,
              }))}
            />
            <FormField
              id="propose-from"
              name="from"
              type="date"
              label={t("administration.fromDay")}
              min={today}
              defaultValue={asked.validFrom}
              required
            />
            <button type="submit" className="control justify-self-start">
              {t("administration.simulate")}
            </button>
          </form>
        </Section>
      )}
    </div>
  );

  function standardTitle(domain: SiteDomain): string {
    const key = schemeKey(standardScheme(domain, today));
    return schemes.get(key)?.title[locale] ?? key;
  }
}

function Simulation({
  simulated,
  authority,
  use,
  may,
  locale,
}: SchemeUseProps & { simulated: Tried }) {
  const t = useTranslations();
  const words = standingWords(t);
  const { scheme, validFrom, result } = simulated;
  const isOpen = use.changes.some(
    ({ confirmed, domain }) => confirmed === null && domain === scheme.domain,
  );
  return (
    <Section
      id={simulationId(schemeKey(scheme))}
      title={t("administration.simulation", { title: scheme.title[locale] })}
    >
      <p className="measure">
        {t("administration.simulated", {
          move: result.move,
          stay: result.stay,
          untold: result.untold,
        })}{" "}
        {result.isPartial && t("administration.simulatedPart")}
      </p>
      {result.moves.length > 0 && (
        <table className="mt-4 w-full max-w-md text-start">
          <thead>
            <tr className="text-soft text-sm">
              <th className="py-1 text-start font-normal">{t("administration.movesFrom")}</th>
              <th className="py-1 text-start font-normal">{t("administration.movesTo")}</th>
              <th className="py-1 text-end font-normal">{t("administration.movesSites")}</th>
            </tr>
          </thead>
          <tbody>
            {result.moves.map(({ from, to, sites }) => (
              <tr key={`${from} ${to}`} className="border-hairline border-t">
                <td className="py-2">{marked(from)}</td>
                <td className="py-2">{marked(to)}</td>
                <td className="py-2 text-end">{formatNumber(locale, sites)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.examples.length > 0 && (
        <details className="mt-3">
          <summary className="target arrow">{t("administration.examples")}</summary>
          <ul>
            {result.examples.map(({ site, name, from, to }) => (
              <li
                key={site}
                className="flex flex-wrap items-center justify-between gap-x-4 border-hairline border-t py-1"
              >
                <a className="target" href={officeSiteUrl(locale, site)}>
                  <bdi>{name}</bdi>
                </a>
                <span>
                  {words[from]} → {words[to]}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {may.propose && !isOpen && (
        <form method="post" action="/office/administration/schemes" className="mt-4">
          <input type="hidden" name="authorityId" value={authority.id} />
          <input type="hidden" name="domain" value={scheme.domain} />
          <input type="hidden" name="scheme" value={schemeKey(scheme)} />
          <input type="hidden" name="validFrom" value={validFrom} />
          <button type="submit" name="change" value="propose" className="control control-primary">
            {t("administration.proposeThis", { date: formatDate(locale, validFrom) })}
          </button>
        </form>
      )}
    </Section>
  );

  function marked(standing: keyof typeof words) {
    return (
      <span className="inline-flex items-center gap-2">
        <Mark standing={standing} size={20} />
        {words[standing]}
      </span>
    );
  }
}
