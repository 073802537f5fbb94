import { useTranslations } from "next-intl";
import { flawPhrase } from "@/core/flaw-phrase";
import type { Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { DraftFlaw } from "@/core/visit-draft";
import { placeAnchor } from "@/core/visit-place";

/** What of a visit's form could not be read, each with the way to its place; the rest is kept. */
export function VisitUnread({
  flaws,
  scheme,
  locale,
}: {
  flaws: readonly Omit<DraftFlaw, "path">[];
  scheme: Scheme;
  locale: Locale;
}) {
  const t = useTranslations("visit");
  return (
    <div
      role="alert"
      id="unread"
      tabIndex={-1}
      className="mt-4 scroll-mt-24 border-2 border-ink p-3"
    >
      <h2 className="font-semibold">{t("unread.title")}</h2>
      <p>{t("unread.text")}</p>
      <ul className="mt-1 list-disc ps-5">
        {flaws.map((flaw) => (
          <li key={`${flaw.place} ${flaw.part}`}>
            <a className="target" href={`#${placeAnchor(flaw.place)}`}>
              {flawPhrase(flaw, { scheme, locale, t })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
