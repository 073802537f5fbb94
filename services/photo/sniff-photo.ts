/** What a file is by its first bytes; names and headers say what they like. */
export type SniffedPhoto = "image/jpeg" | "image/png" | "image/webp" | "heic" | null;

/** Brands of files that hold pictures as phones compress them. */
const HEIC = new Set([
  "heic",
  "heix",
  "heim",
  "heis",
  "hevc",
  "hevx",
  "hevm",
  "hevs",
  "mif1",
  "msf1",
]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads the first bytes of a file. */
export function sniffPhoto(bytes: Buffer): SniffedPhoto {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (bytes.subarray(0, 8).equals(PNG)) return "image/png";
  const ascii = (from: number, to: number) => bytes.toString("latin1", from, to);
  if (ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") return "image/webp";
  // A camera may name a general brand first and its own after it.
  const brands = ascii(4, 8) === "ftyp" ? ascii(8, Math.min(bytes.length, 64)) : "";
  const named = Array.from({ length: brands.length / 4 }, (_, i) => brands.slice(i * 4, i * 4 + 4));
  return named.some((brand) => HEIC.has(brand)) && !named.includes("avif") ? "heic" : null;
}

/** Whether a PNG moves: the chunk that says so comes before the picture. */
export function isAnimatedPng(bytes: Buffer): boolean {
  let at = PNG.length;
  while (at + 8 <= bytes.length) {
    const kind = bytes.toString("latin1", at + 4, at + 8);
    if (kind === "acTL") return true;
    if (kind === "IDAT") return false;
    at += 12 + bytes.readUInt32BE(at);
  }
  return false;
}
