import { useTranslations } from "next-intl";
import { Mark } from "@/components/mark";
import { standingWords } from "@/components/standing-words";
import { formatNumber } from "@/core/format";
import type { Locale } from "@/core/locale";
import { STANDINGS, type Standing } from "@/core/standing";
import type { TaxMoves as Moves } from "@/core/tax-batch";

interface Move {
  move: string;
  from: Standing | "new";
  to: Standing;
  entities: number;
}

/** The moves of a delivery that name two standings, most entities first. */
function movesOf(moves: Moves): Move[] {
  return Object.entries(moves)
    .flatMap(([move, entities]): Move[] => {
      const [before, after] = move.split(">");
      const to = STANDINGS.find((one) => one === after);
      const from = before === "new" ? "new" : STANDINGS.find((one) => one === before);
      return from && to ? [{ move, from, to, entities }] : [];
    })
    .sort((one, other) => other.entities - one.entities || (one.move < other.move ? -1 : 1));
}

/** From which standing into which, by mark and word. */
export function TaxMove({ from, to }: { from: Standing | "new"; to: Standing }) {
  const t = useTranslations();
  const words = standingWords(t);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {from === "new" ? (
        <span className="text-soft">{t("tax.new")}</span>
      ) : (
        <span className="inline-flex items-center gap-1.5">
          <Mark standing={from} size={20} />
          {words[from]}
        </span>
      )}
      <span aria-hidden="true" className="rtl:-scale-x-100">
        →
      </span>
      <span className="sr-only">{t("tax.to")}</span>
      <span className="inline-flex items-center gap-1.5">
        <Mark standing={to} size={20} />
        {words[to]}
      </span>
    </span>
  );
}

/** How many turn from which standing into which; of those that were known, each leads to its list. */
export function TaxMoves({
  moves,
  href,
  current,
  locale,
}: {
  moves: Moves;
  href?: (move: string) => string;
  current?: string | null;
  locale: Locale;
}) {
  const t = useTranslations("tax");
  const rest = (["same", "older"] as const).filter((name) => (moves[name] ?? 0) > 0);
  return (
    <ul className="measure">
      {movesOf(moves).map(({ move, from, to, entities }) => (
        <li key={move} className="flex items-center justify-between gap-4 border-hairline border-t">
          {href && from !== "new" && from !== to ? (
            <a
              className="target"
              href={href(move)}
              aria-current={move === current ? "true" : undefined}
            >
              <TaxMove from={from} to={to} />
            </a>
          ) : (
            <span className="target inline-flex items-center">
              <TaxMove from={from} to={to} />
            </span>
          )}
          <span className="tabular-nums">{formatNumber(locale, entities)}</span>
        </li>
      ))}
      {rest.map((name) => (
        <li
          key={name}
          className="flex items-center justify-between gap-4 border-hairline border-t py-2"
        >
          <span className="text-soft">{t(name)}</span>
          <span className="tabular-nums">{formatNumber(locale, moves[name] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}
