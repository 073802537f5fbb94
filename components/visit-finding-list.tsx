import { useTranslations } from "next-intl";
import { LabelledField } from "@/components/labelled-field";
import type { VisitFormContext } from "@/components/visit-form-context";
import { VisitPhotos } from "@/components/visit-photos";
import { COMMENT_LENGTH_MAX } from "@/core/visit-draft";
import { findingsInput } from "@/core/visit-findings";
import { FIELD, SPARE_FINDINGS } from "@/core/visit-form";

/** What was found, written down freely, where the scheme has no checklist. */
export function VisitFindingList({ visit: { id, scheme, draft }, locale }: VisitFormContext) {
  const t = useTranslations("visit");
  const name = findingsInput(scheme);
  const input = name === null ? undefined : scheme.inputs[name];
  if (scheme.checklist.length > 0 || !input || !("findings" in input)) return null;
  const rows = Array.from({ length: draft.findings.length + SPARE_FINDINGS }, (_, at) => at);
  return (
    <section aria-labelledby="visit-findings" className="mt-8">
      <h2 id="visit-findings" className="mb-3 font-semibold text-lg">
        {input.label[locale]}
      </h2>
      {rows.map((at) => {
        const finding = draft.findings[at];
        return (
          <fieldset key={at} id={`finding-${at}`} className="border-hairline border-t py-3">
            <legend className="sr-only">{t("findingNumber", { number: at + 1 })}</legend>
            <div className="grid gap-3 sm:grid-cols-[1fr_2fr]">
              <LabelledField id={`finding-${at}-severity`} label={t("severity")}>
                <select
                  id={`finding-${at}-severity`}
                  className="control"
                  name={FIELD.finding(at, "severity")}
                  defaultValue={finding?.severity ?? Object.keys(input.findings)[0]}
                >
                  {Object.entries(input.findings).map(([severity, words]) => (
                    <option key={severity} value={severity}>
                      {words[locale]}
                    </option>
                  ))}
                </select>
              </LabelledField>
              <LabelledField id={`finding-${at}-text`} label={t("findingText")}>
                <textarea
                  id={`finding-${at}-text`}
                  className="control py-2"
                  name={FIELD.finding(at, "text")}
                  rows={2}
                  maxLength={COMMENT_LENGTH_MAX}
                  defaultValue={finding?.text ?? ""}
                />
              </LabelledField>
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
      })}
    </section>
  );
}
