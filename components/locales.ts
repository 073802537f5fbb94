export { directionOf, LOCALES, type Locale, readLocale } from "@/core/locale";
