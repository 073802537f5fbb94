import { createTranslator } from "next-intl";
import type { Locale } from "@/core/locale";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const messages = { en, zh, ar };

/** The words of the interface, for answers outside its pages. */
export function wordsOf(locale: Locale) {
  return createTranslator({ locale, messages: messages[locale] as typeof en, timeZone: "UTC" });
}
