import { useTranslations } from "next-intl";
import type { BoardQuery } from "@/core/board-query";
import { isolated } from "@/core/format";
import type { BoardPage } from "@/core/listing";
import type { Locale } from "@/core/locale";
import { boardUrl } from "@/core/urls";

/** What the reader should know before reading the list: corrections, refusals, limits of place. */
export function BoardNotes({
  corrected,
  refused,
  query,
  locale,
}: {
  corrected: BoardPage["corrected"];
  refused: readonly string[];
  query: BoardQuery;
  locale: Locale;
}) {
  const t = useTranslations("board");
  const sort = query.q ? "relevance" : "name";
  const limits = [
    query.near && { what: t("near"), without: { ...query, near: null, sort } as const },
    query.bounds && { what: t("area"), without: { ...query, bounds: null } },
  ].filter((limit) => limit !== null);
  if (limits.length + corrected.length + refused.length === 0) return null;
  return (
    <div className="border-hairline border-b px-4 py-3 space-y-2 md:px-8 desk:px-6">
      {limits.length > 0 && (
        <ul className="no-print flex flex-wrap gap-2">
          {limits.map(({ what, without }) => (
            <li key={what}>
              <a
                className="control"
                href={boardUrl(locale, without)}
                aria-label={t("remove", { what })}
              >
                {what}
                <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {corrected.map(({ from, to }) => (
        <p key={from} className="rounded bg-note px-3 py-2">
          {t("corrected", { from: isolated(locale, from), to: isolated(locale, to) })}
        </p>
      ))}
      {refused.length > 0 && (
        <p className="rounded bg-note px-3 py-2">
          {t("refused", { parameter: isolated(locale, refused.join(", ")) })}
        </p>
      )}
    </div>
  );
}
