import { useTranslations } from "next-intl";

/** Nothing to list: why, and the one thing to do about it. */
export function EmptyBoard({
  never,
  continued,
  clear,
}: {
  /** True where the board has never been given any data. */
  never: boolean;
  continued: boolean;
  /** Address of the board without search and filters. */
  clear: string;
}) {
  const t = useTranslations("board");
  if (never) {
    return (
      <div className="py-8">
        <p className="font-semibold">{t("empty")}</p>
        <p className="measure mt-1">{t("emptyHint")}</p>
        <pre dir="ltr" className="mt-3 overflow-x-auto rounded bg-wash p-3 font-mono text-sm">
          npm run placard -- import fhrs &lt;file&gt; --as-of &lt;date&gt;
        </pre>
      </div>
    );
  }
  if (continued) return <p className="py-8">{t("noResultsEnd")}</p>;
  return (
    <div className="py-8">
      <p className="font-semibold">{t("noResults")}</p>
      <p className="measure mt-1">{t("noResultsHint")}</p>
      <a className="target mt-2" href={clear}>
        {t("clear")}
      </a>
    </div>
  );
}
