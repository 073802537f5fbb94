import { Direction, Buffer as ShapingBuffer, shape } from "harfbuzzjs";
import type PDFDocument from "pdfkit";
import { type EmbeddedFont, embedFont, hex, utf16 } from "@/services/report/embedded-font";
import { graphemesOf, linePieces, type TextRun, visualRuns } from "@/services/text-runs";
import { findTypeface, readOutlines, type Typeface } from "@/services/typefaces";

type Document = InstanceType<typeof PDFDocument>;

export interface PenStyle {
  size: number;
  bold?: boolean;
}

/** A text as it is to be written, with its weight. */
export interface Wanted {
  text: string;
  bold: boolean;
}

/** A line that fits. */
interface PenLine {
  width: number;
  /** Writes it with the left end of its baseline at a place. */
  draw(x: number, y: number, colour: string): void;
}

/** Writes the texts it was made for into a document. */
export interface Pen {
  line(text: string, style: PenStyle): PenLine;
  wrap(text: string, style: PenStyle, width: number): PenLine[];
  /** True where some character is in no typeface, and "?" stands in its place. */
  hasUnprintable: boolean;
  /** Writes the typefaces, once nothing more is drawn. */
  finish(): void;
}

const WEIGHTS = { regular: 400, bold: 600 } as const;
const UNKNOWN = "?";
/** The text of a dot that is drawn apart from its letter: readers of a PDF take no text for a fault. */
const NOTHING = "\u034f";
/** What only steers the direction of a text. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Reads and cuts the typefaces that some texts need; a name may need others than its report. */
export async function penFor(
  doc: Document,
  texts: readonly Wanted[],
  direction: "ltr" | "rtl",
): Promise<Pen> {
  const typefaces = new Map<string, Typeface | null>();
  const needs = new Map<Typeface, { regular: Set<string>; bold: Set<string> }>();
  for (const { text, bold } of [...texts, ...BASICS]) {
    for (const grapheme of graphemesOf(clean(text))) {
      if (!typefaces.has(grapheme)) typefaces.set(grapheme, await findTypeface(grapheme));
      const typeface = typefaces.get(grapheme);
      if (!typeface) continue;
      const need = needs.get(typeface) ?? { regular: new Set(), bold: new Set() };
      needs.set(typeface, need);
      need[bold ? "bold" : "regular"].add(grapheme);
    }
  }
  const fonts = new Map<Typeface, Partial<Record<"regular" | "bold", EmbeddedFont>>>();
  for (const [typeface, need] of needs) {
    const outlines = await readOutlines(typeface.file);
    const made: Partial<Record<"regular" | "bold", EmbeddedFont>> = {};
    for (const [kind, weight] of Object.entries(WEIGHTS) as ["regular" | "bold", number][]) {
      if (need[kind].size === 0) continue;
      const name = `P${fonts.size}${kind === "bold" ? "b" : "r"}`;
      made[kind] = await embedFont(doc, name, outlines, `${[...need[kind]].join("")} `, weight);
    }
    fonts.set(typeface, made);
  }
  const hasUnprintable = [...typefaces.values()].includes(null);
  return { line, wrap, hasUnprintable, finish };

  function finish(): void {
    for (const made of fonts.values()) {
      made.regular?.finish();
      made.bold?.finish();
    }
  }

  /** What can be written of a text. */
  function printable(text: string): string {
    return graphemesOf(clean(text))
      .map((grapheme) => (typefaces.get(grapheme) ? grapheme : UNKNOWN))
      .join("");
  }

  function runsOf(text: string, { bold = false }: PenStyle): TextRun<EmbeddedFont>[] {
    const kind = bold ? "bold" : "regular";
    return visualRuns(text, directionOf(text), (grapheme) => {
      const typeface = typefaces.get(grapheme);
      const font = typeface && fonts.get(typeface)?.[kind];
      if (!font) throw new Error(`No typeface was read for "${grapheme}".`);
      return font;
    });
  }

  /** Sentences of the report run as it does; what somebody wrote in another script as that does. */
  function directionOf(text: string): "rtl" | "auto" {
    const isOwn = /\p{Script=Arabic}/u.test(text) || !/\p{L}/u.test(text);
    return direction === "rtl" && isOwn ? "rtl" : "auto";
  }

  function line(given: string, style: PenStyle): PenLine {
    const text = printable(given);
    const runs = runsOf(text, style).map((run) => ({ run, glyphs: glyphsOf(text, run, style) }));
    return {
      width: runs.reduce((sum, { glyphs }) => sum + widthOf(glyphs), 0),
      draw(x, y, colour) {
        doc.fillColor(colour);
        doc.addContent(`/Span <</ActualText <feff${utf16(text.replace(INVISIBLE, ""))}>>> BDC`);
        let left = x;
        for (const { run, glyphs } of runs) {
          writeRun(doc, run.key, glyphs, { x: left, y, size: style.size });
          left += widthOf(glyphs);
        }
        doc.addContent("EMC");
      },
    };
  }

  function wrap(given: string, style: PenStyle, width: number): PenLine[] {
    const text = printable(given);
    const widths = (part: string) =>
      runsOf(part, style).reduce((sum, run) => sum + widthOf(glyphsOf(part, run, style)), 0);
    const lines: string[] = [];
    let current = "";
    // The parts' widths are added up: shaping each line anew with every word would take long.
    let used = 0;
    for (const piece of linePieces(text).flatMap((whole) => cutTo(whole, width))) {
      const visible = widths(piece.trimEnd());
      if (current !== "" && used + visible > width) {
        lines.push(current);
        [current, used] = ["", 0];
      }
      current += piece;
      used += widths(piece);
    }
    return [...lines, current].map((part) => line(part.trim(), style));

    /** A word longer than a line, such as a checksum, is cut where the line ends. */
    function cutTo(piece: string, room: number): string[] {
      if (widths(piece.trimEnd()) <= room) return [piece];
      const parts: string[] = [""];
      for (const grapheme of graphemesOf(piece)) {
        const longer = parts.at(-1) + grapheme;
        if (widths(longer.trimEnd()) <= room) parts[parts.length - 1] = longer;
        else parts.push(grapheme);
      }
      return parts;
    }
  }
}

const BASICS: readonly Wanted[] = [true, false].map((bold) => ({ text: `${UNKNOWN} `, bold }));

/** Line ends and other controls are no letters. */
function clean(text: string): string {
  return text.normalize("NFC").replace(/\p{Cc}+/gu, " ");
}

/** One shape at its place, in points from the beginning of its run. */
interface Glyph {
  id: number;
  text: string;
  advance: number;
  /** What the font itself says of its width. */
  own: number;
  dx: number;
  dy: number;
}

function glyphsOf(text: string, run: TextRun<EmbeddedFont>, { size }: PenStyle): Glyph[] {
  const { key: font, level, start, end } = run;
  const scale = size / font.unitsPerEm;
  const buffer = new ShapingBuffer();
  // With the whole text around it, a letter at the edge of a run still joins its neighbour.
  buffer.addText(text, start, end - start);
  buffer.setDirection(level % 2 === 1 ? Direction.RTL : Direction.LTR);
  buffer.guessSegmentProperties();
  shape(font.shaper, buffer);
  const infos = buffer.getGlyphInfosAndPositions();
  const clusters = [...new Set(infos.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  // Of several shapes for one text the widest one, its letter, says it.
  const widest = new Map<number, (typeof infos)[number]>();
  for (const info of infos) {
    const known = widest.get(info.cluster);
    if (!known || (info.xAdvance ?? 0) > (known.xAdvance ?? 0)) widest.set(info.cluster, info);
  }
  return infos.flatMap((info) => {
    const { codepoint, cluster, xAdvance = 0, xOffset = 0, yOffset = 0 } = info;
    const next = clusters[clusters.indexOf(cluster) + 1] ?? end;
    const own = text.slice(cluster, next).replace(INVISIBLE, "");
    if (own === "") return [];
    return {
      id: codepoint,
      text: widest.get(cluster) === info ? own : NOTHING,
      advance: xAdvance * scale,
      own: font.shaper.glyphHAdvance(codepoint) * scale,
      dx: xOffset * scale,
      dy: yOffset * scale,
    };
  });
}

function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, { advance }) => sum + advance, 0);
}

/**
 * Writes glyphs at their exact places, letters first and then what stands apart from them, so that
 * no reader takes a dot for the end of a word. The page has its origin at the top; text stands
 * upright.
 */
function writeRun(
  doc: Document,
  font: EmbeddedFont,
  glyphs: readonly Glyph[],
  { x, y, size }: { x: number; y: number; size: number },
): void {
  let pen = x;
  const placed = glyphs.map((glyph) => {
    const place = { ...glyph, x: pen + glyph.dx, y: y - glyph.dy };
    pen += glyph.advance;
    return place;
  });
  const letters = placed.filter(({ text }) => text !== NOTHING);
  const apart = placed.filter(({ text }) => text === NOTHING);
  const out: string[] = [`BT /${font.name} ${number(size)} Tf`];
  let line: { y: number; at: number } | null = null;
  let shown: string[] = [];
  for (const glyph of [...letters, ...apart]) {
    if (!line || Math.abs(line.y - glyph.y) > 0.001 || glyph.text === NOTHING) {
      if (shown.length > 0) out.push(`[${shown.join(" ")}] TJ`);
      shown = [];
      out.push(`1 0 0 -1 ${number(glyph.x)} ${number(glyph.y)} Tm`);
    } else if (Math.abs(glyph.x - line.at) > 0.005) {
      shown.push(number(((line.at - glyph.x) * 1000) / size));
    }
    shown.push(`<${hex(font.codeOf(glyph.id, glyph.text))}>`);
    line = { y: glyph.y, at: glyph.x + glyph.own };
  }
  out.push(`[${shown.join(" ")}] TJ ET`);
  doc.addContent(out.join(" "));
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
