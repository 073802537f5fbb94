import { useTranslations } from "next-intl";
import type { AdministrationProps } from "@/components/administration-page";
import { FormField } from "@/components/form-field";
import { ManagedForm, ManagedRow } from "@/components/managed-list";
import { SelectField } from "@/components/select-field";
import { SITE_DOMAINS } from "@/core/standing";

const ACTION = "/office/administration/risks";

/** How often places are visited, by what may go wrong there. */
export function RiskAdministration({ authority, risks, may, typed }: AdministrationProps) {
  const t = useTranslations("administration");
  const domainWord = useTranslations("domain");
  const authorityId = authority.id;
  const before = typed(ACTION);
  return (
    <>
      <p className="measure mb-3">{t("risksText")}</p>
      {risks.length === 0 && <p>{t("noRisks")}</p>}
      <ul>
        {risks.map(({ domain, code, label, months, sites }) => (
          <ManagedRow
            key={`${domain} ${code}`}
            removal={
              may.areas &&
              sites === 0 && {
                action: ACTION,
                fields: { authorityId, domain, code },
                word: t("remove"),
                label: t("removeOf", { name: code }),
              }
            }
          >
            <strong className="font-semibold">
              <bdi>{code}</bdi>
            </strong>{" "}
            <bdi>{label}</bdi>
            <br />
            <span className="text-soft">
              {domainWord(domain)} · {t("everyMonths", { count: months })} ·{" "}
              {t("sites", { count: sites })}
            </span>
          </ManagedRow>
        ))}
      </ul>
      {may.areas && (
        <ManagedForm
          action={ACTION}
          fields={{ authorityId }}
          title={t("addRisk")}
          submit={t("saveRisk")}
          isOpen={before.label !== undefined}
        >
          <SelectField
            id="risk-domain"
            name="domain"
            label={t("domain")}
            value={before.domain}
            choices={SITE_DOMAINS.map((domain) => ({ value: domain, text: domainWord(domain) }))}
          />
          <FormField
            id="risk-code"
            name="code"
            label={t("code")}
            maxLength={20}
            defaultValue={before.code}
            required
          />
          <FormField
            id="risk-label"
            name="label"
            label={t("label")}
            maxLength={100}
            defaultValue={before.label}
            required
          />
          <FormField
            id="risk-months"
            name="months"
            type="number"
            min={1}
            max={120}
            label={t("months")}
            defaultValue={before.months}
            required
          />
        </ManagedForm>
      )}
    </>
  );
}
