import { createTranslator } from "next-intl";
import type { Locale } from "@/core/locale";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const messages = { en, zh, ar };

const translators = { en: translator("en"), zh: translator("zh"), ar: translator("ar") };

function translator(locale: Locale) {
  return createTranslator({ locale, messages: messages[locale] as typeof en, timeZone: "UTC" });
}

/** The words of the interface, for what is made outside its pages. */
export function wordsIn(locale: Locale): ReturnType<typeof translator> {
  return translators[locale];
}
