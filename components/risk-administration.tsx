import { useTranslations } from "next-intl";
import type { AdministrationProps } from "@/components/administration-page";
import { FormField } from "@/components/form-field";
import { SelectField } from "@/components/select-field";
import { SITE_DOMAINS } from "@/core/standing";

/** How often places are visited, by what may go wrong there. */
export function RiskAdministration({ authority, risks, may }: AdministrationProps) {
  const t = useTranslations();
  return (
    <>
      <p className="measure mb-3">{t("administration.risksText")}</p>
      {risks.length === 0 && <p>{t("administration.noRisks")}</p>}
      <ul>
        {risks.map(({ domain, code, label, months, sites }) => (
          <li
            key={`${domain} ${code}`}
            className="flex flex-wrap items-center gap-x-4 border-hairline border-t py-1"
          >
            <span className="min-w-0 grow">
              <strong className="font-semibold">
                <bdi>{code}</bdi>
              </strong>{" "}
              <bdi>{label}</bdi>
              <br />
              <span className="text-soft">
                {t(`domain.${domain}`)} · {t("administration.everyMonths", { count: months })} ·{" "}
                {t("administration.sites", { count: sites })}
              </span>
            </span>
            {may.areas && sites === 0 && (
              <form method="post" action="/office/administration/risks">
                <input type="hidden" name="authorityId" value={authority.id} />
                <input type="hidden" name="domain" value={domain} />
                <input type="hidden" name="code" value={code} />
                <button
                  type="submit"
                  name="change"
                  value="remove"
                  className="control"
                  aria-label={t("administration.removeOf", { name: code })}
                >
                  {t("administration.remove")}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {may.areas && (
        <details className="mt-4">
          <summary className="control arrow">{t("administration.addRisk")}</summary>
          <form
            method="post"
            action="/office/administration/risks"
            className="mt-4 grid max-w-md gap-4"
          >
            <input type="hidden" name="authorityId" value={authority.id} />
            <SelectField
              id="risk-domain"
              name="domain"
              label={t("administration.domain")}
              choices={SITE_DOMAINS.map((domain) => ({
                value: domain,
                text: t(`domain.${domain}`),
              }))}
            />
            <FormField
              id="risk-code"
              name="code"
              label={t("administration.code")}
              maxLength={20}
              required
            />
            <FormField
              id="risk-label"
              name="label"
              label={t("administration.label")}
              maxLength={100}
              required
            />
            <FormField
              id="risk-months"
              name="months"
              type="number"
              min={1}
              max={120}
              label={t("administration.months")}
              required
            />
            <button
              type="submit"
              name="change"
              value="save"
              className="control control-primary justify-self-start"
            >
              {t("administration.saveRisk")}
            </button>
          </form>
        </details>
      )}
    </>
  );
}
