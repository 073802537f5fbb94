import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import type { OfficeSiteProps } from "@/components/office-site-page";
import { Section } from "@/components/section";
import { SelectField } from "@/components/select-field";
import { TextArea } from "@/components/text-area";
import { formatDate, isolated } from "@/core/format";
import type { IsoDate } from "@/core/import-row";
import { MISSED_REASONS } from "@/core/missed-visit";
import { formatPublicId } from "@/core/public-id";

/** What may be recorded of a site besides a visit; folded, so that what is known comes first. */
export function OfficeSiteForms(props: OfficeSiteProps & { today: IsoDate }) {
  const { site, may, context } = props;
  const t = useTranslations("workSite");
  const { locale } = context;
  return (
    <>
      <Section id="missed" title={t("missed")}>
        {site.missed.length === 0 ? (
          <p>{t("missedNone")}</p>
        ) : (
          <ul>
            {site.missed.map(({ triedOn, reason, note, by }) => (
              <li key={`${triedOn} ${reason} ${note}`} className="border-hairline border-t py-2">
                <strong className="font-semibold">{t(`missedReasons.${reason}`)}</strong>{" "}
                <span className="text-soft">
                  {t("missedLine", { date: formatDate(locale, triedOn), name: by })}
                </span>
                {note && <p>{isolated(locale, note)}</p>}
              </li>
            ))}
          </ul>
        )}
        {may.miss && <MissedForm {...props} />}
      </Section>
      {may.complain && (
        <Section id="complaint" title={t("complaint")}>
          <ComplaintForm {...props} />
        </Section>
      )}
      {may.conflict && (
        <Section id="conflict" title={t("conflict")}>
          <ConflictForm {...props} />
        </Section>
      )}
    </>
  );
}

function MissedForm({ site, submission, today }: OfficeSiteProps & { today: IsoDate }) {
  const t = useTranslations("workSite");
  return (
    <details className="no-print mt-3">
      <summary className="control arrow">{t("missedRecord")}</summary>
      <form method="post" action="/office/sites/missed" className="mt-4 grid max-w-md gap-4">
        <input type="hidden" name="id" value={submission} />
        <SiteAndDomain site={site} name="missed" />
        <SelectField
          id="missed-reason"
          name="reason"
          label={t("missedReason")}
          choices={MISSED_REASONS.map((reason) => ({
            value: reason,
            text: t(`missedReasons.${reason}`),
          }))}
        />
        <FormField
          id="missed-day"
          name="triedOn"
          type="date"
          label={t("triedOn")}
          defaultValue={today}
          required
        />
        <TextArea
          id="missed-note"
          name="note"
          label={t("note")}
          hint={t("noteHint")}
          maxLength={500}
        />
        <button type="submit" className="control control-primary justify-self-start">
          {t("record")}
        </button>
      </form>
    </details>
  );
}

function ComplaintForm({ site, today }: OfficeSiteProps & { today: IsoDate }) {
  const t = useTranslations("workSite");
  return (
    <details className="no-print">
      <summary className="control arrow">{t("complaint")}</summary>
      <form method="post" action="/office/sites/complaint" className="mt-4 grid max-w-md gap-4">
        <SiteAndDomain site={site} name="complaint" />
        <TextArea
          id="complaint-note"
          name="note"
          label={t("complaintNote")}
          hint={t("complaintHint")}
          maxLength={1000}
          required
        />
        <FormField
          id="complaint-day"
          name="dueOn"
          type="date"
          label={t("dueBy")}
          defaultValue={today}
          required
        />
        <button type="submit" className="control control-primary justify-self-start">
          {t("record")}
        </button>
      </form>
    </details>
  );
}

function ConflictForm({ site, context: { locale } }: OfficeSiteProps) {
  const t = useTranslations("workSite");
  const { conflict, detail } = site;
  const id = formatPublicId(detail.id);
  if (conflict) {
    const { declaredOn, reason } = conflict;
    return (
      <>
        <p className="measure">
          {t("conflictSince", {
            date: formatDate(locale, declaredOn),
            reason: isolated(locale, reason),
          })}
        </p>
        <form method="post" action="/office/sites/conflict" className="no-print mt-3">
          <input type="hidden" name="site" value={id} />
          <button type="submit" name="change" value="end" className="control">
            {t("conflictEnd")}
          </button>
        </form>
      </>
    );
  }
  return (
    <>
      <p className="measure">{t("conflictText")}</p>
      <details className="no-print mt-3">
        <summary className="control arrow">{t("conflictDeclare")}</summary>
        <form method="post" action="/office/sites/conflict" className="mt-4 grid max-w-md gap-4">
          <input type="hidden" name="site" value={id} />
          <TextArea
            id="conflict-reason"
            name="reason"
            label={t("conflictReason")}
            maxLength={500}
            required
          />
          <button
            type="submit"
            name="change"
            value="declare"
            className="control control-primary justify-self-start"
          >
            {t("conflictDeclare")}
          </button>
        </form>
      </details>
    </>
  );
}

/** Which site a form is about and, where there are several, in which domain. */
function SiteAndDomain({ site, name }: Pick<OfficeSiteProps, "site"> & { name: string }) {
  const t = useTranslations();
  const [only, ...others] = site.competences;
  return (
    <>
      <input type="hidden" name="site" value={formatPublicId(site.detail.id)} />
      {others.length === 0 ? (
        <input type="hidden" name="domain" value={only?.domain ?? "food"} />
      ) : (
        <SelectField
          id={`${name}-domain`}
          name="domain"
          label={t("worklist.domain")}
          choices={site.competences.map(({ domain }) => ({
            value: domain,
            text: t(`domain.${domain}`),
          }))}
        />
      )}
    </>
  );
}
