import { useTranslations } from "next-intl";
import { barFill } from "@/components/bar-fill";
import { formatNumber } from "@/core/format";
import { inputsPhrase } from "@/core/inputs-phrase";
import { directionOf, type Locale } from "@/core/locale";
import type { Scheme } from "@/core/scheme";
import type { Bands, Grid } from "@/core/scheme-bands";
import { isColour } from "@/core/standing";

/** The outcomes as a picture: along one number, or over two. The rule says the same in words. */
export function SchemePicture({
  scheme,
  picture,
  locale,
}: {
  scheme: Scheme;
  picture: Bands | Grid;
  locale: Locale;
}) {
  return "bands" in picture ? (
    <BandsPicture scheme={scheme} bands={picture} locale={locale} />
  ) : (
    <GridPicture scheme={scheme} grid={picture} locale={locale} />
  );
}

function labelOf(scheme: Scheme, name: string, locale: Locale): string {
  return (scheme.inputs[name] ?? scheme.derived[name])?.label[locale] ?? name;
}

function signOf(scheme: Scheme, outcome: string | null): string {
  return (outcome !== null && scheme.outcomes[outcome]?.symbol) || "";
}

function BandsPicture({
  scheme,
  bands: { name, bands, others },
  locale,
}: {
  scheme: Scheme;
  bands: Bands;
  locale: Locale;
}) {
  const t = useTranslations();
  const why = useTranslations("why");
  const shown = bands.map((band, at) => ({ ...band, to: bands[at + 1]?.from ?? band.to }));
  const [min, max] = [shown[0]?.from ?? 0, shown.at(-1)?.to ?? 1];
  // A range far beyond its last limit is cut, so that the limits can be seen.
  const last = shown.at(-1);
  const end = last && last.from > 0 && max > 3 * last.from ? 2 * last.from : max;
  const mirrored = directionOf(locale) === "rtl";
  const across = (value: number) => ((Math.min(value, end) - min) / (end - min)) * 100;
  return (
    <figure className="max-w-2xl">
      <svg className="block h-10 w-full overflow-hidden rounded" aria-hidden="true">
        {shown.map((band) => {
          const [left, width] = [across(band.from), across(band.to) - across(band.from)];
          return (
            <rect
              key={band.from}
              className={barFill(band.standing)}
              x={`${mirrored ? 100 - left - width : left}%`}
              width={`${width}%`}
              height="100%"
            />
          );
        })}
      </svg>
      <ol className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {bands.map((band) => (
          <li key={band.from}>
            <span className="font-semibold">
              {band.from === band.to
                ? formatNumber(locale, band.from)
                : t("place.range", {
                    min: formatNumber(locale, band.from),
                    max: formatNumber(locale, band.to),
                  })}
            </span>{" "}
            {band.outcome === null
              ? t(`state.${isColour(band.standing) ? "unpublished" : band.standing}`)
              : scheme.outcomes[band.outcome]?.word[locale]}
          </li>
        ))}
      </ol>
      <figcaption className="mt-1 text-soft text-sm">
        {t("scheme.bandsAxis", {
          name: labelOf(scheme, name, locale),
          min: formatNumber(locale, min),
          max: formatNumber(locale, max),
        })}
        {Object.keys(others).length > 0 && (
          <>
            {" "}
            ·{" "}
            {t("scheme.bandsOthers", { others: inputsPhrase(others, { scheme, locale, t: why }) })}
          </>
        )}
      </figcaption>
    </figure>
  );
}

const CELL_PX = 26;

function GridPicture({ scheme, grid, locale }: { scheme: Scheme; grid: Grid; locale: Locale }) {
  const [first, second] = grid.names;
  const axis = (which: 0 | 1) =>
    [...new Set(grid.cells.map(({ at }) => at[which]))].sort((a, b) => a - b);
  const [xs, ys] = [axis(0), axis(1)];
  const mirrored = directionOf(locale) === "rtl";
  const [width, height] = [(xs.length + 1) * CELL_PX, (ys.length + 1) * CELL_PX];
  const x = (index: number) => (mirrored ? width - (index + 2) * CELL_PX : (index + 1) * CELL_PX);
  const y = (index: number) => index * CELL_PX;
  return (
    <figure>
      <div className="overflow-x-auto">
        <svg width={width} height={height} className="block text-ink" aria-hidden="true">
          {grid.cells.map(({ at, outcome, standing }) => (
            <g
              key={at.join()}
              transform={`translate(${x(xs.indexOf(at[0]))} ${y(ys.indexOf(at[1]))})`}
            >
              <rect className={barFill(standing)} width={CELL_PX - 2} height={CELL_PX - 2} rx="3" />
              <text
                className={`scheme-sign scheme-sign-${isColour(standing) ? standing : "unrated"}`}
                x={CELL_PX / 2 - 1}
                y={CELL_PX / 2 + 4}
              >
                {signOf(scheme, outcome)}
              </text>
            </g>
          ))}
          {ys.map((value, index) => (
            <text
              key={value}
              className="scheme-sign"
              x={mirrored ? width - CELL_PX / 2 : CELL_PX / 2}
              y={y(index) + CELL_PX / 2 + 4}
            >
              {formatNumber(locale, value)}
            </text>
          ))}
          {xs.map((value, index) => (
            <text
              key={value}
              className="scheme-sign"
              x={x(index) + CELL_PX / 2}
              y={height - CELL_PX / 2 + 4}
            >
              {formatNumber(locale, value)}
            </text>
          ))}
        </svg>
      </div>
      <figcaption className="mt-1 text-soft text-sm">
        {labelOf(scheme, first, locale)} {mirrored ? "←" : "→"} · {labelOf(scheme, second, locale)}{" "}
        ↓
      </figcaption>
    </figure>
  );
}
