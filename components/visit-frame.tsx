import { useTranslations } from "next-intl";
import { LabelledField } from "@/components/labelled-field";
import type { VisitFormContext } from "@/components/visit-form-context";
import { addDays } from "@/core/follow-up";
import { VISIT_KINDS } from "@/core/visit-state";

/** When and why the visit was, and who was met. */
export function VisitFrame({ visit, today }: VisitFormContext) {
  const t = useTranslations("visit");
  const { draft } = visit;
  return (
    <div className="mt-6 grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <LabelledField id="visit-kind" label={t("kindLabel")}>
        <select id="visit-kind" className="control" name="kind" defaultValue={draft.kind}>
          {VISIT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </LabelledField>
      <LabelledField id="visitedOn" label={t("visitedOn")}>
        <input
          id="visitedOn"
          type="date"
          className="control"
          name="visitedOn"
          max={addDays(today, 1)}
          defaultValue={draft.visitedOn ?? today}
        />
      </LabelledField>
      <LabelledField id="timeIn" label={t("timeIn")}>
        <input
          id="timeIn"
          type="time"
          className="control"
          name="timeIn"
          defaultValue={draft.timeIn ?? ""}
        />
      </LabelledField>
      <LabelledField id="timeOut" label={t("timeOut")}>
        <input
          id="timeOut"
          type="time"
          className="control"
          name="timeOut"
          defaultValue={draft.timeOut ?? ""}
        />
      </LabelledField>
      <LabelledField id="personInCharge" label={t("personInCharge")}>
        <input
          id="personInCharge"
          className="control"
          name="personInCharge"
          maxLength={200}
          autoComplete="off"
          defaultValue={draft.personInCharge}
        />
      </LabelledField>
      <div className="needs-script flex flex-col gap-1">
        <span>{t("position")}</span>
        <input
          type="hidden"
          name="position"
          defaultValue={draft.position ? `${draft.position.lat},${draft.position.lon}` : ""}
        />
        <button type="button" className="control" data-locate>
          {t(draft.position ? "positionKept" : "positionTake")}
        </button>
      </div>
    </div>
  );
}
