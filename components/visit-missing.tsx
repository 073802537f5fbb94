import { useTranslations } from "next-intl";
import type { Locale } from "@/core/locale";
import type { Missing } from "@/core/preview-visit";
import type { Scheme } from "@/core/scheme";
import { placeAnchor, placeName } from "@/core/visit-place";

/** More than this are told by their number: a form that is hardly begun lacks everything. */
const TOLD_MAX = 12;

/** What keeps a visit from being submitted, each with the way to its place in the form. */
export function VisitMissing({
  missing,
  scheme,
  locale,
}: {
  missing: readonly Missing[];
  scheme: Scheme;
  locale: Locale;
}) {
  const t = useTranslations("visit");
  const more = missing.length - TOLD_MAX;
  return (
    <div
      role="alert"
      id="missing"
      tabIndex={-1}
      className="mt-4 scroll-mt-24 border-2 border-ink p-3"
    >
      <h2 className="font-semibold">{t("missing.title")}</h2>
      <ul className="mt-1 list-disc ps-5">
        {missing.slice(0, TOLD_MAX).map(({ place, kind }) => (
          <li key={place}>
            <a className="target" href={`#${placeAnchor(place)}`}>
              {t(`missing.${kind}`, { name: placeName(place, scheme, locale) })}
            </a>
          </li>
        ))}
        {more > 0 && <li>{t("missing.more", { count: more })}</li>}
      </ul>
    </div>
  );
}
