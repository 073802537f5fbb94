import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BackLink } from "@/components/back-link";
import { MatchEntry } from "@/components/match-entry";
import type { ManagedAuthority } from "@/core/administration";
import type { Locale } from "@/core/locale";
import type { Match } from "@/core/match";

/** Sites that came without a number, and who may run each: evidence side by side, to be decided. */
export function MatchesPage({
  authority,
  matches,
  total,
  decided,
  mayDecide,
  locale,
  notice,
}: {
  authority: ManagedAuthority;
  matches: readonly Match[];
  total: number;
  /** Whether what was decided is shown, or what waits. */
  decided: boolean;
  mayDecide: boolean;
  locale: Locale;
  notice: ReactNode;
}) {
  const t = useTranslations("matches");
  const page = `/${locale}/admin/${authority.slug}/matches`;
  return (
    <div className="page pb-16">
      <BackLink href={`/${locale}/admin/${authority.slug}`}>{t("back")}</BackLink>
      <h1 className="font-semibold text-xl md:text-2xl">{t("title")}</h1>
      <p className="measure mt-2">{t("intro")}</p>
      {notice}
      <p className="mt-4 flex flex-wrap gap-x-6">
        {tab(t("waiting"), page, !decided)}
        {tab(t("decided"), `${page}?show=decided`, decided)}
      </p>
      <p className="mt-2 text-soft text-sm">
        {total === 0 ? t(decided ? "noneDecided" : "noneWaiting") : t("count", { count: total })}
        {total > matches.length && ` ${t("firstOf", { count: matches.length })}`}
      </p>
      <ul className="mt-4">
        {matches.map((match) => (
          <MatchEntry key={match.id} {...{ match, mayDecide, locale }} />
        ))}
      </ul>
    </div>
  );
}

function tab(text: string, href: string, isCurrent: boolean) {
  return (
    <a
      className={`target ${isCurrent ? "office-current font-semibold text-ink no-underline" : ""}`}
      href={href}
      aria-current={isCurrent ? "page" : undefined}
    >
      {text}
    </a>
  );
}
