"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { LOCALES } from "@/core/locale";

/** Links to this very page, with what was asked of it, in the other languages. */
export function LanguageSwitch({ current, label }: { current: string; label: string }) {
  const rest = usePathname().split("/").slice(2).join("/");
  const search = useSearchParams().toString();
  const here = `${rest ? `/${rest}` : ""}${search ? `?${search}` : ""}`;
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-x-4">
        {Object.entries(LOCALES).map(([locale, name]) => (
          <li key={locale} lang={locale}>
            {locale === current ? (
              <span className="target text-soft" aria-current="true">
                {name}
              </span>
            ) : (
              <a className="target" href={`/${locale}${here}`} hrefLang={locale}>
                {name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
