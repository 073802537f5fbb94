import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { preferredLocale } from "@/app/preferred-locale";
import { type Locale, readLocale } from "@/core/locale";

/** The language a page is asked in. An address without one is sent on to the reader's own. */
export async function pageLocale(
  params: Promise<{ locale: string }>,
  /** The address behind the language, as in `/sites/7K3M-9QX2-V2`. */
  path: (asked: string) => string,
): Promise<Locale> {
  const { locale: asked } = await params;
  const locale = readLocale(asked);
  if (locale) return locale;
  redirect(`/${preferredLocale((await headers()).get("accept-language"))}${path(asked)}`);
}
