import { useMessages, useTranslations } from "next-intl";
import { MEGAPIXELS_MAX, PHOTO_BYTES_MAX, PHOTOS_OF_VISIT_MAX } from "@/core/photo";

/** What became of a form that was sent, in one sentence at the top of the page it led to. */
export function VisitNotice({
  refused,
  said,
  photo,
}: {
  refused?: unknown;
  said?: unknown;
  /** Why a photo was not taken. */
  photo?: unknown;
}) {
  const t = useTranslations("visit");
  const photos = useTranslations("photo.refused");
  const { visit, photo: words } = useMessages();
  if (typeof photo === "string" && isKey(words.refused, photo)) {
    return (
      <p role="alert" className="mt-4 border-2 border-ink p-3">
        {photos(photo, {
          megabytes: PHOTO_BYTES_MAX / 2 ** 20,
          megapixels: MEGAPIXELS_MAX,
          count: PHOTOS_OF_VISIT_MAX,
        })}
      </p>
    );
  }
  if (typeof refused === "string" && isKey(visit.refused, refused)) {
    return (
      <p role="alert" className="mt-4 border-2 border-ink p-3">
        {t(`refused.${refused}`)}
      </p>
    );
  }
  if (typeof said === "string" && isKey(visit.said, said)) {
    return (
      <p role="status" className="mt-4 bg-accent-wash p-3">
        {t(`said.${said}`)}
      </p>
    );
  }
  return null;
}

function isKey<T extends object>(words: T, key: string): key is keyof T & string {
  return Object.hasOwn(words, key);
}
