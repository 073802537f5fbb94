import { useTranslations } from "next-intl";
import { LabelledField } from "@/components/labelled-field";
import type { VisitFormContext } from "@/components/visit-form-context";
import { findingsOf } from "@/core/visit-findings";

/**
 * A form for a photo of each finding that is saved and of the place: without scripts the large form
 * sends none.
 */
export function VisitPhotoForms({ visit, locale }: Pick<VisitFormContext, "visit" | "locale">) {
  const t = useTranslations("visit");
  const codes = findingsOf(visit.draft, visit.scheme).flatMap(({ code }) => code ?? []);
  const back = encodeURIComponent(`/${locale}/inspect/visits/${visit.id}`);
  return (
    <section aria-labelledby="photo-forms" className="needs-no-script mt-8">
      <h2 id="photo-forms" className="mb-3 font-semibold text-lg">
        {t("photos")}
      </h2>
      {[...codes, null].map((code) => (
        <form
          key={code}
          action={`/office/photos/${visit.id}?item=${encodeURIComponent(code ?? "")}&back=${back}`}
          method="post"
          encType="multipart/form-data"
          className="flex flex-wrap items-end gap-3 border-hairline border-t py-3"
        >
          <LabelledField
            id={`photo-of-${code ?? ""}`}
            label={code === null ? t("photoOfPlace") : t("photoOf", { item: code })}
          >
            <input
              id={`photo-of-${code ?? ""}`}
              type="file"
              name="photo"
              accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
              className="visit-native-file min-w-0"
              required
            />
          </LabelledField>
          <button type="submit" className="control">
            {t("photoAdd")}
          </button>
        </form>
      ))}
    </section>
  );
}
