import { preferredLocale } from "@/app/preferred-locale";
import { type Locale, readLocale } from "@/core/locale";

/** The language of the page that a request was sent from, by the address that its browser tells. */
export function formLocale(headers: Pick<Headers, "get">): Locale {
  const referer = headers.get("referer") ?? "";
  const path = URL.canParse(referer) ? new URL(referer).pathname : "";
  return readLocale(path.split("/")[1]) ?? preferredLocale(headers.get("accept-language"));
}
