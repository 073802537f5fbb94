import { readLocale } from "@/core/locale";

const WORDS = {
  en: {
    title: "This page cannot be shown just now",
    text: "Something went wrong on our side. Nothing you did caused it. Try again in a minute.",
    retry: "Try again",
  },
  zh: {
    title: "暂时无法显示此页面",
    text: "问题出在我们这边，与您的操作无关。请稍后再试。",
    retry: "重试",
  },
  ar: {
    title: "يتعذّر عرض هذه الصفحة الآن",
    text: "حدث خلل لدينا، ولا علاقة له بما فعلته. حاول مرة أخرى بعد دقيقة.",
    retry: "حاول مرة أخرى",
  },
};

/** What a page says that failed: kept apart, since dictionaries are not sent to the browser. */
export function failureWords(locale: string): (typeof WORDS)["en"] {
  return WORDS[readLocale(locale) ?? "en"];
}
