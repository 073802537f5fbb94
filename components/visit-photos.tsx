import { useTranslations } from "next-intl";

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
          <VisitPhoto key={hash} {...{ field, visitId, hash }} label={t("photoKept")} />
        ))}
      </ul>
    </div>
  );
}

/** One picture, kept in the form as long as its box is ticked. */
function VisitPhoto({
  field,
  visitId,
  hash,
  label,
}: {
  field: string;
  visitId: string;
  hash: string;
  label: string;
}) {
  return (
    <li>
      <label className="flex flex-col gap-1">
        {/* biome-ignore lint/performance/noImgElement: private, and of its size already */}
        <img
          src={`/office/photos/${visitId}/${hash}?size=thumb`}
          alt=""
          width={96}
          height={96}
          className="size-24 rounded object-cover"
        />
        <span className="flex min-h-11 items-center gap-2 text-sm">
          <input type="checkbox" className="size-5" name={field} value={hash} defaultChecked />
          {label}
        </span>
      </label>
    </li>
  );
}
