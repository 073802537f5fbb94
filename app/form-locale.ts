import { type Locale, readLocale } from "@/core/locale";

/** The language of the page whose form was sent, by the address that its browser tells. */
export function formLocale(headers: Pick<Headers, "get">): Locale {
  const referer = headers.get("referer") ?? "";
  const path = URL.canParse(referer) ? new URL(referer).pathname : "";
  return readLocale(path.split("/")[1]) ?? "en";
}
