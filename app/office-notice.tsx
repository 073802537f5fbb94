import { getMessages, getTranslations } from "next-intl/server";
import { FormNotice } from "@/components/form-notice";
import { MEGAPIXELS_MAX, PHOTO_BYTES_MAX, PHOTOS_OF_VISIT_MAX } from "@/core/photo";
import { REPORT_MAILS_MAX } from "@/db/commands/mail-report";

/**
 * What came of the form that led to this page, which says it by `done` or `refused` and a word;
 * nothing where none did. Words of photos, entries and mails stand behind their `photo.`, `entry.` and `mail.`.
 */
export async function OfficeNotice({
  search,
}: {
  search: Record<string, string | string[] | undefined>;
}) {
  const t = await getTranslations();
  const { officeNotice, visit, photo, report, entries } = await getMessages();
  const lists = {
    refused: [
      { prefix: "", key: "officeNotice.refused", words: officeNotice.refused },
      { prefix: "", key: "visit.refused", words: visit.refused },
      { prefix: "photo.", key: "photo.refused", words: photo.refused },
      { prefix: "entry.", key: "entries.refused", words: entries.refused },
      { prefix: "mail.", key: "report.mailRefused", words: report.mailRefused },
    ],
    done: [
      { prefix: "", key: "officeNotice.done", words: officeNotice.done },
      { prefix: "", key: "visit.said", words: visit.said },
      { prefix: "entry.", key: "entries.done", words: entries.done },
    ],
  } as const;
  for (const kind of ["refused", "done"] as const) {
    const word = search[kind];
    if (typeof word !== "string") continue;
    for (const { prefix, key, words } of lists[kind]) {
      const own = word.slice(prefix.length);
      if (!word.startsWith(prefix) || !Object.hasOwn(words, own)) continue;
      return (
        <FormNotice tone={kind}>
          {t(`${key}.${own}` as "photo.refused.too-many", LIMITS[prefix])}
        </FormNotice>
      );
    }
  }
  return null;
}

/** The numbers in the words, by what they are of. */
const LIMITS: Readonly<Record<string, Record<string, number>>> = {
  "photo.": {
    megabytes: PHOTO_BYTES_MAX / 2 ** 20,
    megapixels: MEGAPIXELS_MAX,
    count: PHOTOS_OF_VISIT_MAX,
  },
  "mail.": { count: REPORT_MAILS_MAX },
};
