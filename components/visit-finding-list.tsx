import { useTranslations } from "next-intl";
import { SelectField } from "@/components/select-field";
import { TextArea } from "@/components/text-area";
import type { VisitFormContext } from "@/components/visit-form-context";
import { VisitPhotos } from "@/components/visit-photos";
import { COMMENT_LENGTH_MAX } from "@/core/visit-draft";
import { findingsInput, freeSeverities } from "@/core/visit-findings";
import { FIELD, SPARE_FINDINGS } from "@/core/visit-form";

/**
 * What was found, written down freely: all of it where the scheme has no checklist, beside one what
 * none of its items covers.
 */
export function VisitFindingList(context: VisitFormContext) {
  const t = useTranslations("visit");
  const { scheme, draft } = context.visit;
  const graded = freeSeverities(scheme).length > 0;
  const input = scheme.inputs[findingsInput(scheme) ?? ""];
  if (scheme.checklist.length > 0) {
    return (
      <details className="mt-8" open={draft.findings.length > 0}>
        <summary className="target font-semibold text-lg">{t("otherFindings")}</summary>
        <p className="measure mb-3 text-soft text-sm">{t("otherFindingsHint")}</p>
        <VisitFindingRows {...context} />
      </details>
    );
  }
  return (
    <section aria-labelledby="visit-findings" className="mt-8">
      <h2 id="visit-findings" className="mb-3 font-semibold text-lg">
        {graded ? input?.label[context.locale] : t("findings")}
      </h2>
      {!graded && <p className="measure mb-3 text-soft text-sm">{t("scoreFindingsHint")}</p>}
      {graded && (
        <label className="target mb-3 gap-3">
          <input
            id="nothingFound"
            type="checkbox"
            className="size-5"
            name="nothingFound"
            defaultChecked={draft.nothingFound}
          />
          {t("nothingFound")}
        </label>
      )}
      <VisitFindingRows {...context} />
      <button type="submit" name="intent" value="more" className="control">
        {t("moreFindings")}
      </button>
    </section>
  );
}

function VisitFindingRows({ visit: { id, scheme, draft }, locale }: VisitFormContext) {
  const t = useTranslations("visit");
  const severities = freeSeverities(scheme);
  const rows = Array.from({ length: draft.findings.length + SPARE_FINDINGS }, (_, at) => at);
  return rows.map((at) => {
    const finding = draft.findings[at];
    return (
      <fieldset key={at} id={`finding-${at}`} className="border-hairline border-t py-3">
        <legend className="sr-only">{t("findingNumber", { number: at + 1 })}</legend>
        <div className="grid gap-3 sm:auto-cols-fr sm:grid-flow-col">
          {severities.length > 0 && (
            <SelectField
              id={`finding-${at}-severity`}
              name={FIELD.finding(at, "severity")}
              label={t("severity")}
              value={finding?.severity || severities[0]}
              choices={severities.map((value) => ({ value, text: wordOf(value) }))}
            />
          )}
          <TextArea
            id={`finding-${at}-text`}
            label={t("findingText")}
            hint={t("commentPublic")}
            name={FIELD.finding(at, "text")}
            rows={2}
            maxLength={COMMENT_LENGTH_MAX}
            defaultValue={finding?.text ?? ""}
          />
        </div>
        <label className="target gap-3">
          <input
            type="checkbox"
            className="size-5"
            name={FIELD.finding(at, "corrected")}
            defaultChecked={finding?.corrected}
          />
          {t("corrected")}
        </label>
        <VisitPhotos
          field={FIELD.finding(at, "photo")}
          item={null}
          visitId={id}
          hashes={finding?.photos ?? []}
        />
      </fieldset>
    );
  });

  function wordOf(severity: string): string {
    const input = scheme.inputs[findingsInput(scheme) ?? ""];
    return (input && "findings" in input && input.findings[severity]?.[locale]) || severity;
  }
}
