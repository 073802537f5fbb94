import bidiFactory from "bidi-js";
import { Direction, Buffer as ShapingBuffer, shape } from "harfbuzzjs";
import { findTypeface, type Typeface } from "@/server/web/pictures/fonts";

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

const bidi = bidiFactory();
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const words = new Intl.Segmenter("und", { granularity: "word" });
const ELLIPSIS = "…";
/** No picture has room for more; measuring longer texts would take long. */
const GRAPHEMES_MAX = 120;

/** Reads the typefaces that some texts need. */
export async function penFor(texts: readonly string[]): Promise<Pen> {
  const typefaces = new Map<string, Typeface | null>();
  for (const grapheme of [ELLIPSIS, ...texts].flatMap(split)) {
    if (!typefaces.has(grapheme)) typefaces.set(grapheme, await findTypeface(grapheme));
  }
  const knows = (text: string) => split(text).every((grapheme) => typefaces.get(grapheme));
  return { knows, line, wrap };

  function line(text: string, style: TextStyle): Line {
    let x = 0;
    const drawn = visualRuns(text, style).map((run) => {
      const { width, outlines } = shapeRun(text, run, style).draw();
      x += width;
      return `<g transform="translate(${round(x - width)})">${outlines}</g>`;
    });
    return { width: x, outlines: drawn.join("") };
  }

  function widthOf(text: string, style: TextStyle): number {
    const runs = visualRuns(text, style);
    return runs.reduce((width, run) => width + shapeRun(text, run, style).width, 0);
  }

  /** Pieces of one typeface and direction, from left to right (UAX 9, rule L2). */
  function visualRuns(text: string, { direction }: TextStyle): Run[] {
    const asked = direction === "auto" ? undefined : direction;
    const { levels } = bidi.getEmbeddingLevels(text, asked);
    const runs: Run[] = [];
    for (const { segment, index } of graphemes.segment(text)) {
      const typeface = typefaces.get(segment);
      if (!typeface) throw new Error(`No typeface was read for "${segment}".`);
      const level = levels[index] ?? 0;
      const last = runs.at(-1);
      if (last && last.typeface === typeface && last.level === level) {
        last.end = index + segment.length;
      } else runs.push({ typeface, level, start: index, end: index + segment.length });
    }
    const deepest = Math.max(0, ...runs.map((run) => run.level));
    for (let level = deepest; level > 0; level -= 1) reverseFrom(runs, level);
    return runs;
  }

  function wrap(text: string, style: TextStyle, box: { width: number; lines: number }): Line[] {
    const fits = (part: string) => widthOf(part.trim(), style) <= box.width;
    const lines: string[] = [""];
    for (const piece of pieces(text)) {
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

interface Run {
  typeface: Typeface;
  level: number;
  start: number;
  end: number;
}

function shapeRun(text: string, { typeface, level, start, end }: Run, style: TextStyle) {
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

function reverseFrom(runs: Run[], level: number): void {
  for (let start = 0; start < runs.length; start += 1) {
    let end = start;
    while ((runs[end]?.level ?? 0) >= level) end += 1;
    if (end > start) runs.splice(start, end - start, ...runs.slice(start, end).reverse());
    start = end;
  }
}

/** Between these a line may end: words with what follows them, and all that a hard space joins. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    const last = found.length - 1;
    const joined = !isWordLike || found[last]?.endsWith("\u00a0");
    if (last < 0 || !joined) found.push(segment);
    else found[last] += segment;
  }
  return found;
}

function shortened(text: string, fits: (part: string) => boolean): string {
  const kept = split(text).slice(0, GRAPHEMES_MAX);
  while (kept.length > 0 && !fits(kept.join("").trim() + ELLIPSIS)) kept.pop();
  return kept.join("").trim() + ELLIPSIS;
}

function split(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
