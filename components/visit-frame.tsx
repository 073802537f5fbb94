import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { SelectField } from "@/components/select-field";
import type { VisitFormContext } from "@/components/visit-form-context";
import { addDays } from "@/core/add-days";
import { VISIT_KINDS } from "@/core/visit-state";

/** When and why the visit was, and who was met. */
export function VisitFrame({ visit, today, kinds }: VisitFormContext) {
  const t = useTranslations("visit");
  const { draft } = visit;
  // What was chosen before stays to be seen, whether or not it fits still.
  const choices = VISIT_KINDS.filter((kind) => kinds.includes(kind) || kind === draft.kind);
  return (
    <div className="mt-6 grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <SelectField
        id="visit-kind"
        name="kind"
        label={t("kindLabel")}
        value={draft.kind}
        choices={choices.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))}
      />
      <FormField
        id="visitedOn"
        label={t("visitedOn")}
        type="date"
        name="visitedOn"
        max={addDays(today, 1)}
        defaultValue={draft.visitedOn ?? today}
      />
      {(["timeIn", "timeOut"] as const).map((name) => (
        <div key={name} className="flex items-end gap-2">
          <div className="min-w-0 grow">
            <FormField
              id={name}
              label={t(name)}
              type="time"
              name={name}
              defaultValue={draft[name] ?? ""}
            />
          </div>
          <button
            type="button"
            className="control needs-script flex-none"
            data-now={name}
            aria-label={t("nowFor", { field: t(name) })}
          >
            {t("now")}
          </button>
        </div>
      ))}
      <FormField
        id="personInCharge"
        label={t("personInCharge")}
        name="personInCharge"
        maxLength={200}
        autoComplete="off"
        defaultValue={draft.personInCharge}
      />
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
