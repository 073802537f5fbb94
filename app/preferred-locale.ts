import { LOCALES, type Locale, readLocale } from "@/core/locale";

/** The first known language of an Accept-Language header by its weights, or English. */
export function preferredLocale(header: string | null): Locale {
  const asked = (header ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const weight = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
    return { language: tag.split("-")[0], weight: Number(weight ?? 1) };
  });
  const known = asked
    .filter(({ language, weight }) => weight > 0 && readLocale(language))
    .sort((a, b) => b.weight - a.weight)[0];
  return readLocale(known?.language) ?? (Object.keys(LOCALES)[0] as Locale);
}
