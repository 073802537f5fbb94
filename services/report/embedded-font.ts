import { Blob, Face, Font } from "harfbuzzjs";
import type PDFDocument from "pdfkit";
import subsetFont from "subset-font";

type Document = InstanceType<typeof PDFDocument>;

/** What joins letters, places their signs and keeps pairs apart; no ornaments. */
const FEATURES = [
  "ccmp",
  "locl",
  "rlig",
  "liga",
  "init",
  "medi",
  "fina",
  "isol",
  "mark",
  "mkmk",
  "kern",
];

/** A part of a font in a document, by the glyphs that HarfBuzz names. */
export interface EmbeddedFont {
  /** The name that content refers to it by. */
  name: string;
  shaper: Font;
  unitsPerEm: number;
  /** The code under which a glyph is written where it stands for some text. */
  codeOf(glyph: number, text: string): number;
  /** Writes it into the document, once no more is drawn. */
  finish(): void;
}

interface Coded {
  code: number;
  glyph: number;
  text: string;
}

/** Cuts a font to some characters at one weight, and prepares it for a document. */
export async function embedFont(
  doc: Document,
  name: string,
  outlines: Uint8Array,
  characters: string,
  weight: number,
): Promise<EmbeddedFont> {
  const file = await subsetFont(Buffer.from(outlines), characters, {
    targetFormat: "sfnt",
    variationAxes: { wght: weight },
    keepFeatures: FEATURES,
    noHinting: true,
  });
  const face = new Face(new Blob(file));
  const shaper = new Font(face);
  const unitsPerEm = face.upem;
  // Shapes without their dots serve for several letters: each letter has a code of its own.
  const codes = new Map<string, Coded>();
  const ref = doc.ref({});
  return {
    name,
    shaper,
    unitsPerEm,
    codeOf(glyph, text) {
      doc.page.fonts[name] = ref;
      const known = codes.get(`${glyph} ${text}`);
      if (known) return known.code;
      // Code 0 stands for what is missing.
      const code = codes.size + 1;
      codes.set(`${glyph} ${text}`, { code, glyph, text });
      return code;
    },
    finish() {
      const toPdf = (value: number) => Math.round((value * 100_000) / unitsPerEm) / 100;
      const { ascender, descender } = shaper.hExtents();
      const data = doc.ref({ Length1: file.length });
      data.end(file);
      // Six letters before the name say that it is a part of a font.
      const baseName = `PLCRDA+${name}`;
      const descriptor = doc.ref({
        Type: "FontDescriptor",
        FontName: baseName,
        Flags: 4,
        FontBBox: [0, toPdf(descender), 1000, toPdf(ascender)],
        ItalicAngle: 0,
        Ascent: toPdf(ascender),
        Descent: toPdf(descender),
        CapHeight: toPdf(ascender),
        StemV: weight > 500 ? 120 : 80,
        FontFile2: data,
      });
      end(descriptor);
      const coded = [...codes.values()];
      const glyphs = Buffer.alloc((coded.length + 1) * 2);
      for (const { code, glyph } of coded) glyphs.writeUInt16BE(glyph, code * 2);
      const map = doc.ref({});
      map.end(glyphs);
      const descendant = doc.ref({
        Type: "Font",
        Subtype: "CIDFontType2",
        BaseFont: baseName,
        CIDSystemInfo: {
          Registry: new String("Adobe"),
          Ordering: new String("Identity"),
          Supplement: 0,
        },
        FontDescriptor: descriptor,
        CIDToGIDMap: map,
        W: [1, coded.map(({ glyph }) => toPdf(shaper.glyphHAdvance(glyph)))],
      });
      end(descendant);
      const words = doc.ref({});
      words.end(Buffer.from(toUnicode(coded)));
      Object.assign(ref.data, {
        Type: "Font",
        Subtype: "Type0",
        BaseFont: baseName,
        Encoding: "Identity-H",
        DescendantFonts: [descendant],
        ToUnicode: words,
      });
      end(ref);
    },
  };
}

/** Ends an object that is a dictionary and nothing more. */
function end(ref: PDFKit.PDFKitReference): void {
  (ref as unknown as { end(): void }).end();
}

/** Blocks of a character map may not be longer. */
const BLOCK = 100;

/** Says which text each code stands for, so that it can be searched, copied and read out. */
function toUnicode(coded: readonly Coded[]): string {
  const lines = coded.map(({ code, text }) => `<${hex(code)}> <${utf16(text)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += BLOCK) {
    const part = lines.slice(at, at + BLOCK);
    blocks.push(`${part.length} beginbfchar\n${part.join("\n")}\nendbfchar`);
  }
  return [
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
    "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ...blocks,
    "endcmap CMapName currentdict /CMap defineresource pop end end",
  ].join("\n");
}

/** A code as content names it. */
export function hex(code: number): string {
  return code.toString(16).padStart(4, "0");
}

/** A text in the spelling of PDF. */
export function utf16(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("hex");
}
