import { getTranslations } from "next-intl/server";
import { FormNotice } from "@/components/form-notice";

/** What came of the form that led to this page; nothing where none did. */
export async function OfficeNotice({
  search,
}: {
  search: Record<string, string | string[] | undefined>;
}) {
  const t = await getTranslations("officeNotice");
  for (const kind of ["refused", "done"] as const) {
    const word = search[kind];
    const key = `${kind}.${word}`;
    if (typeof word === "string" && /^[a-zA-Z-]+$/.test(word) && t.has(key as "done.planned")) {
      return <FormNotice tone={kind}>{t(key as "done.planned")}</FormNotice>;
    }
  }
  return null;
}
