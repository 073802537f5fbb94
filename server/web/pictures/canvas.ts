import sharp from "sharp";
import { PAPER } from "@/core/mark-paint";
import type { Line, Pen, TextStyle } from "@/server/web/pictures/text";

// Each picture is drawn once: what was read for it is of no use to the next.
sharp.cache(false);

/** The size that every reader of Open Graph pictures shows whole. */
export const WIDTH = 1200;
export const HEIGHT = 630;
/** Free on every side. */
export const MARGIN = 64;

/** A drawing that is filled from the side its language begins on. */
export interface Canvas {
  /** Writes lines one under the other, the first baseline at `y`; returns the last one. */
  text(lines: readonly Line[], at: { x: number; y: number; leading: number; fill: string }): number;
  /** Adds SVG that takes `width` from `x` on; `draw` gets its left edge. */
  add(x: number, width: number, draw: (left: number) => string): void;
  png(): Promise<Uint8Array<ArrayBuffer>>;
}

/** An empty picture. Along it, `x` counts from the right where the language is written from there. */
export function newCanvas(direction: "ltr" | "rtl"): Canvas {
  const parts: string[] = [];
  const left = (x: number, width: number) => (direction === "rtl" ? WIDTH - x - width : x);
  return {
    text(lines, { x, y, leading, fill }) {
      lines.forEach(({ width, outlines }, i) => {
        const place = `translate(${left(x, width)} ${y + i * leading})`;
        parts.push(`<g fill="${fill}" transform="${place}">${outlines}</g>`);
      });
      return y + (lines.length - 1) * leading;
    },
    add(x, width, draw) {
      parts.push(draw(left(x, width)));
    },
    async png() {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="${PAPER}"/>${parts.join("")}</svg>`;
      // Off this thread, as everything that sharp does.
      const png = await sharp(Buffer.from(svg)).png().toBuffer();
      return new Uint8Array(png);
    },
  };
}

/** The lines of a text in the largest of some sizes in which it needs no more than it may. */
export function fitted(
  pen: Pen,
  text: string,
  sizes: readonly [number, ...number[]],
  style: Omit<TextStyle, "size">,
  box: { width: number; lines: number },
): { lines: Line[]; size: number } {
  const enough = sizes.find(
    (size) =>
      pen.wrap(text, { ...style, size }, { ...box, lines: box.lines + 1 }).length <= box.lines,
  );
  const size = enough ?? sizes.at(-1) ?? sizes[0];
  return { lines: pen.wrap(text, { ...style, size }, box), size };
}
