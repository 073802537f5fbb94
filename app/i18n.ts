import { locale } from "next/root-params";
import { getRequestConfig } from "next-intl/server";
import { readLocale } from "@/core/locale";
import ar from "@/messages/ar.json";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const messages = { en, zh, ar };

declare module "next-intl" {
  interface AppConfig {
    Locale: keyof typeof messages;
    Messages: typeof en;
  }
}

/** Words and language of a request; anything but a known language reads as English. */
export default getRequestConfig(async (asked) => {
  const language = readLocale(asked.locale ?? (await locale())) ?? "en";
  return { locale: language, messages: messages[language], timeZone: "UTC" };
});
