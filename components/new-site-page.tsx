import { useTranslations } from "next-intl";
import { BackLink } from "@/components/back-link";
import { FormField } from "@/components/form-field";
import { FormNotice } from "@/components/form-notice";
import { LikelySameList } from "@/components/likely-same-list";
import { MyPosition } from "@/components/my-position";
import { NumberSchemeField } from "@/components/number-scheme-field";
import { SelectField } from "@/components/select-field";
import { CATEGORIES, SITE_KINDS } from "@/core/category";
import type { Locale } from "@/core/locale";
import type { FieldFlaw } from "@/core/new-site";
import { worklistUrl } from "@/core/office-url";
import type { LikelySame } from "@/core/site-likeness";
import { SITE_DOMAINS } from "@/core/standing";

export interface NewSiteProps {
  /** What has been typed, by field. */
  typed: Readonly<Record<string, string>>;
  flaws: readonly FieldFlaw[];
  /** Places that it may be; then the form is only shown to be changed. */
  likely: readonly LikelySame[];
  authorities: readonly { slug: string; name: string; country: string }[];
  /** Made anew for each form that is begun: sent twice, it is one place. */
  submission: string;
  locale: Locale;
}

/** Registering a place: what it is, where it is, and whether it is known already. */
export function NewSitePage(props: NewSiteProps) {
  const { likely, flaws, locale } = props;
  const t = useTranslations("newSite");
  const back = useTranslations("worklist");
  return (
    <div className="page pb-16">
      <BackLink href={worklistUrl(locale)}>{back("title")}</BackLink>
      <h1 className="font-semibold text-xl md:text-2xl">{t("title")}</h1>
      {likely.length > 0 ? (
        <>
          <LikelySameList {...props} />
          <details className="mt-8">
            <summary className="control arrow">{t("change")}</summary>
            <NewSiteForm {...props} />
          </details>
        </>
      ) : (
        <>
          <p className="measure mt-2">{t("intro")}</p>
          {flaws.length > 0 && <Flaws flaws={flaws} />}
          <NewSiteForm {...props} />
        </>
      )}
    </div>
  );
}

/** What is wrong, each with the way to its field. */
function Flaws({ flaws }: Pick<NewSiteProps, "flaws">) {
  const t = useTranslations("newSite");
  return (
    <>
      <FormNotice tone="refused">{t("flaws")}</FormNotice>
      <ul>
        {flaws.map(({ field, word }) => {
          const key = `flaw.${word}` as "flaw.name";
          return (
            <li key={field}>
              <a className="target" href={`#new-${field}`}>
                {t.has(key) ? t(key) : t(field as "name")}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function NewSiteForm({ typed, flaws, authorities, submission }: NewSiteProps) {
  const t = useTranslations();
  const text = (name: string, rest: Partial<Parameters<typeof FormField>[0]> = {}) => (
    <div>
      <FormField
        id={`new-${name}`}
        name={name}
        label={t(`newSite.${name}` as "newSite.name")}
        defaultValue={typed[name]}
        {...rest}
        {...(flawOf(name) && { "aria-invalid": true })}
      />
      {flawOf(name)}
    </div>
  );
  const choice = (
    name: string,
    label: string,
    choices: readonly { value: string; text: string }[],
  ) => (
    <div>
      <SelectField id={`new-${name}`} {...{ name, label, choices }} value={typed[name]} />
      {flawOf(name)}
    </div>
  );
  return (
    <form method="post" action="/office/sites" className="mt-6 grid max-w-2xl gap-5 sm:grid-cols-2">
      <input type="hidden" name="submission" value={submission} />
      {authorities.length === 1 ? (
        <input type="hidden" name="authority" value={authorities[0]?.slug} />
      ) : (
        choice(
          "authority",
          t("newSite.authority"),
          authorities.map(({ slug, name }) => ({ value: slug, text: name })),
        )
      )}
      {choice(
        "domain",
        t("newSite.domain"),
        SITE_DOMAINS.map((domain) => ({ value: domain, text: t(`domain.${domain}`) })),
      )}
      <div className="sm:col-span-2">
        {text("name", { hint: t("newSite.nameHint"), required: true, maxLength: 200 })}
      </div>
      {choice(
        "kind",
        t("newSite.kind"),
        SITE_KINDS.map((kind) => ({ value: kind, text: t(`newSite.kinds.${kind}`) })),
      )}
      {choice(
        "category",
        t("newSite.category"),
        CATEGORIES.map((category) => ({ value: category, text: t(`category.${category}`) })),
      )}
      <div className="sm:col-span-2">{text("address", { maxLength: 200 })}</div>
      {text("locality", { maxLength: 100 })}
      {text("postcode", { maxLength: 20 })}
      <div className="grid gap-2 sm:col-span-2">
        <p className="text-sm text-soft">{t("newSite.positionHint")}</p>
        <div className="grid gap-5 sm:grid-cols-2">
          {text("lat", { inputMode: "decimal", dir: "ltr", maxLength: 20 })}
          {text("lon", { inputMode: "decimal", dir: "ltr", maxLength: 20 })}
        </div>
        <MyPosition
          lat="new-lat"
          lon="new-lon"
          labels={{
            here: t("newSite.here"),
            finding: t("newSite.hereFinding"),
            failed: t("newSite.hereFailed"),
          }}
        />
      </div>
      <div className="sm:col-span-2">
        {text("website", {
          hint: t("newSite.websiteHint"),
          inputMode: "url",
          dir: "ltr",
          maxLength: 300,
        })}
      </div>
      <div>
        <NumberSchemeField
          id="new-scheme"
          label={t("newSite.scheme")}
          countries={authorities.map(({ country }) => country)}
          value={typed.scheme}
          none={t("newSite.noScheme")}
        />
        {flawOf("scheme")}
      </div>
      {text("number", { hint: t("newSite.numberHint"), dir: "ltr", maxLength: 60 })}
      <button type="submit" className="control control-primary justify-self-start sm:col-span-2">
        {t("newSite.check")}
      </button>
    </form>
  );

  function flawOf(name: string) {
    const flaw = flaws.find(({ field }) => field === name);
    const key = `newSite.flaw.${flaw?.word}` as "newSite.flaw.name";
    if (!flaw || !t.has(key)) return null;
    return (
      <p className="mt-1 font-medium text-sm" role="alert">
        {t(key)}
      </p>
    );
  }
}
