import { Direction, Buffer as ShapingBuffer, shape } from "harfbuzzjs";
import { graphemesOf, linePieces, type TextRun, visualRuns } from "@/services/text-runs";
import { findTypeface, type Typeface } from "@/services/typefaces";

/** How a line of text looks; the size is in pixels. */
export interface TextStyle {
  size: number;
  bold?: boolean;
  /** `auto` follows the first letter that has a direction. */
  direction: "ltr" | "rtl" | "auto";
}

/** A line of text as outlines, from the left end of its baseline. */
export interface Line {
  width: number;
  /** SVG. */
  outlines: string;
}

/** Draws the texts it was made for. */
export interface Pen {
  /** False where some character is in no typeface, so that it would be drawn as a box. */
  knows(text: string): boolean;
  line(text: string, style: TextStyle): Line;
  /** The text in at most so many lines; what does not fit ends in an ellipsis. */
  wrap(text: string, style: TextStyle, box: { width: number; lines: number }): Line[];
}

const ELLIPSIS = "…";
/** No picture has room for more; measuring longer texts would take long. */
const GRAPHEMES_MAX = 120;

/** Reads the typefaces that some texts need. */
export async function penFor(texts: readonly string[]): Promise<Pen> {
  const typefaces = new Map<string, Typeface | null>();
  for (const grapheme of [ELLIPSIS, ...texts].flatMap(graphemesOf)) {
    if (!typefaces.has(grapheme)) typefaces.set(grapheme, await findTypeface(grapheme));
  }
  const knows = (text: string) => graphemesOf(text).every((grapheme) => typefaces.get(grapheme));
  return { knows, line, wrap };

  function line(text: string, style: TextStyle): Line {
    let x = 0;
    const drawn = runsOf(text, style).map((run) => {
      const { width, outlines } = shapeRun(text, run, style).draw();
      x += width;
      return `<g transform="translate(${round(x - width)})">${outlines}</g>`;
    });
    return { width: x, outlines: drawn.join("") };
  }

  function widthOf(text: string, style: TextStyle): number {
    const runs = runsOf(text, style);
    return runs.reduce((width, run) => width + shapeRun(text, run, style).width, 0);
  }

  function runsOf(text: string, { direction }: TextStyle): TextRun<Typeface>[] {
    return visualRuns(text, direction, (grapheme) => {
      const typeface = typefaces.get(grapheme);
      if (!typeface) throw new Error(`No typeface was read for "${grapheme}".`);
      return typeface;
    });
  }

  function wrap(text: string, style: TextStyle, box: { width: number; lines: number }): Line[] {
    const fits = (part: string) => widthOf(part.trim(), style) <= box.width;
    const lines: string[] = [""];
    for (const piece of linePieces(text)) {
      const current = lines.at(-1) ?? "";
      if (fits(current + piece)) lines[lines.length - 1] = current + piece;
      else if (current === "") lines[lines.length - 1] = piece;
      else lines.push(piece);
    }
    const shown = lines.slice(0, box.lines);
    const rest = lines.slice(box.lines).join("");
    return shown.map((part, i) => {
      const whole = i === shown.length - 1 ? part + rest : part;
      return line(fits(whole) ? whole.trim() : shortened(whole, fits), style);
    });
  }
}

function shapeRun(
  text: string,
  { key: typeface, level, start, end }: TextRun<Typeface>,
  style: TextStyle,
) {
  const font = style.bold ? typeface.bold : typeface.regular;
  const scale = style.size / typeface.unitsPerEm;
  const buffer = new ShapingBuffer();
  // With the whole text around it, a letter at the edge of a run still joins its neighbour.
  buffer.addText(text, start, end - start);
  buffer.setDirection(level % 2 === 1 ? Direction.RTL : Direction.LTR);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  const glyphs = buffer.getGlyphInfosAndPositions();
  const width = glyphs.reduce((sum, { xAdvance = 0 }) => sum + xAdvance, 0) * scale;
  return { width, draw };

  function draw(): Line {
    let x = 0;
    const paths = glyphs.map(({ codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 }) => {
      const place = `translate(${x + xOffset} ${yOffset})`;
      x += xAdvance;
      return `<path transform="${place}" d="${font.glyphToPath(codepoint)}"/>`;
    });
    return { width, outlines: `<g transform="scale(${scale} ${-scale})">${paths.join("")}</g>` };
  }
}

function shortened(text: string, fits: (part: string) => boolean): string {
  const kept = graphemesOf(text).slice(0, GRAPHEMES_MAX);
  while (kept.length > 0 && !fits(kept.join("").trim() + ELLIPSIS)) kept.pop();
  return kept.join("").trim() + ELLIPSIS;
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
