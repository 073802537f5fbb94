import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

const GPS = {
  GPSLatitudeRef: "N",
  GPSLatitude: "51/1 30/1 2600/100",
  GPSLongitudeRef: "W",
  GPSLongitude: "0/1 7/1 3900/100",
};
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30.43N"/></rdf:RDF></x:xmpmeta>';

/** A picture of coloured noise, so that no two are the same. */
function noise(width: number, height: number, seed = 1) {
  const data = Buffer.alloc(width * height * 3);
  let dice = seed;
  for (let i = 0; i < data.length; i += 1) {
    dice = (dice * 1_103_515_245 + 12_345) % 2 ** 31;
    data[i] = (dice >> 16) & 0xff;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** As a phone takes it: on its side, with its place, its model and a profile of its colours. */
export function phonePhoto(width = 640, height = 480, seed = 1): Promise<Buffer> {
  return noise(width, height, seed)
    .withIccProfile("p3")
    .withExif({ IFD0: { Make: "Pocketphone", Orientation: "6" }, IFD3: GPS })
    .withMetadata({ orientation: 6 })
    .withXmp(XMP)
    .jpeg()
    .toBuffer();
}

export const png = () => noise(300, 200).png().toBuffer();
export const webp = () => noise(300, 200).webp().toBuffer();

export function animatedWebp(): Promise<Buffer> {
  const raw = { width: 20, height: 60, channels: 3 as const, pageHeight: 20 };
  return sharp(Buffer.alloc(20 * 60 * 3, 90).fill(10, 0, 1200), { raw })
    .webp()
    .toBuffer();
}

/** One chunk of a PNG. */
function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG of so many grey pixels, which packs to next to nothing. */
export function pngOf(width: number, height: number, before: Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    ...before,
    chunk("IDAT", deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

export function animatedPng(): Buffer {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(2, 0);
  return pngOf(20, 20, [chunk("acTL", control)]);
}

/** A JPEG that says it is larger than any. */
export async function boastfulJpeg(): Promise<Buffer> {
  const bytes = await noise(64, 64).jpeg().toBuffer();
  const at = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(65_000, at + 5);
  bytes.writeUInt16BE(65_000, at + 7);
  return bytes;
}

/** The beginning of a file as phones make them that save space. */
export function heic(brands: readonly string[] = ["heic", "mif1", "heic"]): Buffer {
  const [major = "", ...others] = brands;
  const box = Buffer.from(`....ftyp${major}\0\0\0\0${others.join("")}`, "latin1");
  box.writeUInt32BE(box.length, 0);
  return Buffer.concat([box, Buffer.alloc(2000, 7)]);
}
