import { useTranslations } from "next-intl";
import { FormField } from "@/components/form-field";
import { TextArea } from "@/components/text-area";
import type { VisitFormContext } from "@/components/visit-form-context";
import { VisitPhotos } from "@/components/visit-photos";
import { isolated } from "@/core/format";
import { FIELD } from "@/core/visit-form";

/** Photos of the place, remarks, an emergency closure, and who signs for what is written. */
export function VisitEnding({
  visit: { id, draft, inspector },
  photos,
  locale,
  deciding,
}: VisitFormContext & {
  /** Another authority that is competent for the place now: whoever is not closes nothing. */
  deciding: { name: string } | null;
}) {
  const t = useTranslations("visit");
  const { signatures, emergency } = draft;
  const person = signatures.person;
  return (
    <>
      <section aria-labelledby="visit-photos" className="mt-8">
        <h2 id="visit-photos" className="font-semibold text-lg">
          {t("placePhotos")}
        </h2>
        <p className="measure mb-3 text-soft text-sm">{t("placePhotosHint")}</p>
        <VisitPhotos field={FIELD.photo} item={null} visitId={id} hashes={ofNoFinding()} />
      </section>
      <section aria-labelledby="visit-remarks" className="visit-remarks mt-8">
        <h2 id="visit-remarks" className="mb-3 font-semibold text-lg">
          {t("remarks")}
        </h2>
        <textarea
          aria-labelledby="visit-remarks"
          dir="auto"
          placeholder=" "
          className="control w-full py-2"
          name="remarks"
          rows={3}
          maxLength={4000}
          defaultValue={draft.remarks}
        />
        <label className="target mt-3 gap-3">
          <input
            type="checkbox"
            className="size-5"
            id="emergency"
            name="emergency"
            defaultChecked={emergency !== null}
          />
          {t("emergency")}
        </label>
        <div className="visit-emergency">
          <TextArea
            id="emergencyGrounds"
            label={t("emergencyGrounds")}
            hint={
              deciding
                ? t("emergencyElsewhere", { now: isolated(locale, deciding.name) })
                : t("emergencyHint")
            }
            name="emergencyGrounds"
            rows={2}
            maxLength={1000}
            defaultValue={emergency?.grounds ?? ""}
          />
        </div>
      </section>
      <section aria-labelledby="visit-signatures" className="mt-8">
        <h2 id="visit-signatures" className="mb-3 font-semibold text-lg">
          {t("signatures")}
        </h2>
        <p className="measure mb-3 text-soft text-sm">{t("signaturesHint")}</p>
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          <FormField
            id="signedByInspector"
            label={t("signedByInspector")}
            name="signedByInspector"
            readOnly
            defaultValue={inspector.name}
          />
          {(
            [
              ["signedByPerson", person && "name" in person ? person.name : ""],
              ["signatureRefused", person && "refused" in person ? person.refused : ""],
            ] as const
          ).map(([name, value]) => (
            <FormField
              key={name}
              id={name}
              label={t(name)}
              name={name}
              maxLength={200}
              autoComplete="off"
              defaultValue={value}
            />
          ))}
        </div>
      </section>
    </>
  );

  function ofNoFinding(): string[] {
    const shown = draft.findings.flatMap((finding) => finding.photos);
    return (photos[""] ?? []).filter((hash) => !shown.includes(hash));
  }
}
