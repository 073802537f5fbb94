import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";

/** The page that explains a scheme version. */
export function schemeUrl(locale: Locale, { id, version }: Pick<Scheme, "id" | "version">): string {
  return `/${locale}/schemes/${id}/${version}`;
}
