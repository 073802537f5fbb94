import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { Blob, Face, Font, Variation } from "harfbuzzjs";
import decompress from "woff2-encoder/decompress";

/** One file of a family, in the two weights that pictures use. */
export interface Typeface {
  regular: Font;
  bold: Font;
  unitsPerEm: number;
  /** Where its outlines lie, for who takes a part of them (`readOutlines`). */
  file: string;
}

/** A part of a family: which characters its file may hold. */
interface Subset {
  file: string;
  ranges: readonly (readonly [first: number, last: number])[];
}

const require = createRequire(import.meta.url);

/** Families in the order of preference. They come cut in files, of which few are needed at a time. */
const families: Promise<readonly Subset[]> = Promise.all([
  readFamily("inter", require.resolve("@fontsource-variable/inter/unicode.json")),
  readFamily(
    "noto-sans-arabic",
    require.resolve("@fontsource-variable/noto-sans-arabic/unicode.json"),
  ),
  readFamily("noto-sans-sc", require.resolve("@fontsource-variable/noto-sans-sc/unicode.json")),
]).then((read) => read.flat());

async function readFamily(name: string, index: string): Promise<Subset[]> {
  const subsets: Record<string, string> = JSON.parse(await readFile(index, "utf8"));
  return Object.entries(subsets).map(([subset, ranges]) => ({
    file: path.join(
      path.dirname(index),
      "files",
      `${name}-${subset.replace(/[[\]]/g, "")}-wght-normal.woff2`,
    ),
    ranges: ranges.split(",").map((range) => {
      const [first = "", last = first] = range.replace("U+", "").split("-");
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
    }),
  }));
}

const loaded = new Map<string, Promise<Typeface>>();

/** A typeface with every visible character of a grapheme, or null where no family has them. */
export async function findTypeface(grapheme: string): Promise<Typeface | null> {
  const points = [...grapheme]
    .filter((character) => !/\p{Default_Ignorable_Code_Point}/u.test(character))
    .map((character) => character.codePointAt(0) ?? 0);
  for (const { file, ranges } of await families) {
    const claims = points.every((point) => ranges.some(([a, b]) => point >= a && point <= b));
    if (!claims) continue;
    const typeface = await load(file);
    if (points.every((point) => typeface.regular.nominalGlyph(point))) return typeface;
  }
  return null;
}

function load(file: string): Promise<Typeface> {
  const known = loaded.get(file);
  if (known) return known;
  const reading = readOutlines(file).then((font) => {
    const face = new Face(new Blob(font));
    const { upem: unitsPerEm } = face;
    return { regular: weighted(face, 400), bold: weighted(face, 600), unitsPerEm, file };
  });
  loaded.set(file, reading);
  return reading;
}

/** The font in a file of a typeface, unpacked. */
export async function readOutlines(file: string): Promise<Uint8Array> {
  return decompress(await readFile(file));
}

function weighted(face: Face, weight: number): Font {
  const font = new Font(face);
  font.setVariations([new Variation("wght", weight)]);
  return font;
}
