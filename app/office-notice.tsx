import { getMessages, getTranslations } from "next-intl/server";
import { FormNotice } from "@/components/form-notice";

/** What came of the form that led to this page; nothing where none did. */
export async function OfficeNotice({
  search,
}: {
  search: Record<string, string | string[] | undefined>;
}) {
  const t = await getTranslations("officeNotice");
  const { officeNotice: words } = await getMessages();
  for (const kind of ["refused", "done"] as const) {
    const word = search[kind];
    if (typeof word === "string" && Object.hasOwn(words[kind], word)) {
      return <FormNotice tone={kind}>{t(`${kind}.${word}` as "done.planned")}</FormNotice>;
    }
  }
  return null;
}
