import { useTranslations } from "next-intl";
import { VisitPhoto } from "@/components/visit-photo";

/** The pictures that show one finding, by the hash of each. */
export interface ItemPhotos {
  visitId: string;
  hashes: readonly string[];
}

/** Pictures of a finding, and a field to add more; once scripts run they are sent as chosen. */
export function VisitPhotos({
  field,
  item,
  visitId,
  hashes,
}: ItemPhotos & {
  /** The name under which the form keeps them. */
  field: string;
  /** The checklist item they show, null for a finding outside it. */
  item: string | null;
}) {
  const t = useTranslations("visit");
  return (
    <div data-photos={field} data-photo-item={item ?? ""}>
      <label className="visit-file control needs-script">
        {t("photosAdd")}
        <input
          type="file"
          name={`upload.${field}`}
          accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
          multiple
          aria-describedby={`${field}-hint`}
        />
      </label>
      <p id={`${field}-hint`} className="mt-1 text-soft text-sm">
        <span className="needs-script">{t("photosHint")}</span>
        <span className="needs-no-script">{t("photosBelow")}</span>
      </p>
      <p className="text-sm empty:hidden" data-photo-said aria-live="polite" />
      <ul className="mt-2 flex flex-wrap gap-3">
        {hashes.map((hash) => (
          <li key={hash}>
            <label className="flex flex-col gap-1">
              <VisitPhoto visitId={visitId} hash={hash} alt="" />
              <span className="flex min-h-11 items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="size-5"
                  name={field}
                  value={hash}
                  defaultChecked
                />
                {t("photoKept")}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
