import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { FormNotice } from "@/components/form-notice";
import { LabelledField } from "@/components/labelled-field";
import { SelectField } from "@/components/select-field";
import { labelled } from "@/core/format";
import type { Listing } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { officeSiteUrl } from "@/core/office-url";
import type { SiteDomain } from "@/core/standing";
import type { VisitKind } from "@/core/visit-state";

export interface VisitStartProps {
  id: string;
  site: Pick<Listing, "id" | "name" | "language" | "address" | "locality">;
  /** What the inspector may begin here, in each domain of theirs. */
  choices: {
    domains: readonly {
      domain: SiteDomain;
      kind: VisitKind;
      kinds: readonly VisitKind[];
      rotates: boolean;
    }[];
    conflicted: boolean;
  };
  /** What the address says. */
  asked: { domain?: unknown; kind?: unknown; refused?: unknown };
  locale: Locale;
}

/** What begins a visit; where a conflict of interest is declared, that it is for a colleague. */
export function VisitStart(props: VisitStartProps) {
  const { site, choices, locale } = props;
  const t = useTranslations("visit");
  return (
    <div className="max-w-md pt-6">
      <h1 className="font-semibold text-xl">{t("newTitle")}</h1>
      <p className="mt-4" lang={site.language} dir="auto">
        <a href={officeSiteUrl(locale, site.id)}>
          <strong>{site.name}</strong>
        </a>
        <br />
        {[site.address, site.locality].filter(Boolean).join(", ")}
      </p>
      {choices.conflicted ? <Conflicted /> : <VisitStartForm {...props} />}
    </div>
  );
}

function Conflicted() {
  const t = useTranslations("workSite");
  return <FormNotice tone="refused">{t("conflictBlocks")}</FormNotice>;
}

/**
 * The form that begins a visit. Its number is made before, so that sent twice it begins one. Where
 * there are several domains each has its own kinds in one choice, so that none is chosen that does
 * not fit.
 */
function VisitStartForm({ id, site, choices, asked, locale }: VisitStartProps) {
  const t = useTranslations("visit");
  const words = useTranslations("domain");
  const { domains } = choices;
  const first = domains.find(({ domain }) => domain === asked.domain) ?? domains[0];
  const kind = first?.kinds.find((one) => one === asked.kind) ?? first?.kind ?? "routine";
  const isRefused = asked.refused === "rotation";
  return (
    <form action="/office/visits" method="post" className="mt-4 grid gap-4">
      <p className="text-soft">{t("newIntro")}</p>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="site" value={site.id} />
      {domains.length > 1 ? (
        <LabelledField id="kind" label={t("kindLabel")}>
          <select
            id="kind"
            name="what"
            className="control w-full"
            defaultValue={`${first?.domain} ${kind}`}
          >
            {domains.map(({ domain, kinds }) => (
              <optgroup key={domain} label={words(domain)}>
                {kinds.map((one) => (
                  <option key={one} value={`${domain} ${one}`}>
                    {t("kindIn", { kind: t(`kind.${one}`), domain: words(domain) })}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </LabelledField>
      ) : (
        <>
          <p>
            <input type="hidden" name="domain" value={first?.domain ?? "food"} />
            {labelled(locale, t("domainLabel"), words(first?.domain ?? "food"))}
          </p>
          <SelectField
            id="kind"
            name="kind"
            label={t("kindLabel")}
            value={kind}
            choices={(first?.kinds ?? []).map((one) => ({ value: one, text: t(`kind.${one}`) }))}
          />
        </>
      )}
      {(isRefused || domains.some(({ rotates }) => rotates)) && (
        <FormField
          id="rotationReason"
          label={t("rotationReason")}
          hint={t("rotationHint")}
          name="rotationReason"
          maxLength={500}
          required={isRefused}
        />
      )}
      <p>
        <button type="submit" className="control control-primary">
          {t("start")}
        </button>
      </p>
    </form>
  );
}
