import { MARK_SIDE, markShapes } from "@/core/mark-shapes";
import type { Standing } from "@/core/standing";

/** The light theme's colours, as a renderer understands them that knows no oklch. */
export const INK = "#181b20";
export const INK_SOFT = "#51555d";
export const PAPER = "#fcfcf9";
export const HAIRLINE = "#d9d7d3";

const PAINT: Readonly<Record<string, string>> = {
  "mark-green": `fill="#14874e"`,
  "mark-yellow": `fill="#f7cd3a" stroke="#926e10"`,
  "mark-red": `fill="#901114"`,
  "mark-unrated": `fill="${PAPER}" stroke="${INK_SOFT}"`,
  "mark-line-dark": `stroke="#22190a"`,
  "mark-line-light": `stroke="#ffffff"`,
  "mark-dot-dark": `fill="#22190a"`,
  "mark-dot-light": `fill="#ffffff"`,
  "mark-sign": `stroke="${INK_SOFT}"`,
  "mark-clock": `fill="${PAPER}" stroke="${INK_SOFT}"`,
};

/** The mark with its colours in it, for pictures that no style sheet reaches. */
export function markSvg(
  standing: Standing,
  { x, y, size, stale }: { x: number; y: number; size: number; stale: boolean },
): string {
  const shapes = markShapes(standing, { size, stale }).map(({ tag, attributes }) => {
    const text = Object.entries(attributes).map(([name, value]) =>
      name === "class" ? PAINT[value] : `${name}="${value}"`,
    );
    return `<${tag} ${text.join(" ")}/>`;
  });
  const scale = size / MARK_SIDE;
  return `<g transform="translate(${x} ${y}) scale(${scale})">${shapes.join("")}</g>`;
}
