import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { PHOTO_BYTES_MAX, PHOTO_REFUSALS } from "@/core/photo";
import { type Photo, readPhoto } from "@/services/photo/read-photo";
import { wordsIn } from "@/services/words";
import * as made from "@/tests/support/photos";

async function taken(bytes: Buffer): Promise<Photo> {
  const photo = await readPhoto(bytes);
  if (!photo.ok) throw new Error(photo.reason);
  return photo;
}

describe("of a phone's photo", () => {
  test("the copies carry neither position, device nor colour profile, and the original does", async () => {
    const original = await made.phonePhoto();
    const before = await sharp(original).metadata();
    expect(before.exif && before.xmp && before.icc).toBeTruthy();
    expect(original.includes("Pocketphone") && original.includes("GPSLatitude")).toBe(true);
    const photo = await taken(original);
    for (const copy of [photo.cleaned, photo.thumbnail]) {
      const { exif, xmp, icc, iptc, orientation, format } = await sharp(copy).metadata();
      expect({ exif, xmp, icc, iptc, orientation }).toEqual({});
      expect(format).toBe("webp");
      for (const word of ["Exif", "EXIF", "GPS", "XMP", "ICCP", "Pocketphone"]) {
        expect(copy.includes(word), word).toBe(false);
      }
    }
  });

  test("the copies stand upright, as its size says", async () => {
    const photo = await taken(await made.phonePhoto(640, 480));
    expect([photo.width, photo.height]).toEqual([480, 640]);
    expect(await sharp(photo.cleaned).metadata()).toMatchObject({ width: 480, height: 640 });
    expect(await sharp(photo.thumbnail).metadata()).toMatchObject({ width: 240, height: 320 });
  });

  test("the receipt is the hash of the bytes as they came", async () => {
    const original = await made.phonePhoto();
    const { sha256, bytes, mediaType } = await taken(original);
    expect(sha256).toBe(createHash("sha256").update(original).digest("hex"));
    expect([bytes, mediaType]).toEqual([original.length, "image/jpeg"]);
  });
});

test.each([
  ["image/png", made.png],
  ["image/webp", made.webp],
])("%s is taken, and small ones are not enlarged", async (mediaType, make) => {
  const photo = await taken(await make());
  expect(photo).toMatchObject({ mediaType, width: 300, height: 200 });
  expect(await sharp(photo.cleaned).metadata()).toMatchObject({ width: 300, height: 200 });
});

test("a large photo's copy has 2,000 pixels on its longer side", async () => {
  const photo = await taken(await made.phonePhoto(3000, 2000));
  expect(await sharp(photo.cleaned).metadata()).toMatchObject({ width: 1333, height: 2000 });
});

test("a few bytes too many after the last pixel do not make a photo a damaged one", async () => {
  const bytes = await made.phonePhoto();
  const end = bytes.length - 2;
  const odd = Buffer.concat([bytes.subarray(0, end), Buffer.alloc(8), bytes.subarray(end)]);
  expect((await taken(odd)).bytes).toBe(odd.length);
});

const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
const spoilt = (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, Math.floor(copy.length / 2), Math.floor(copy.length / 2) + 64);
  return copy;
};
const text = (value: string) => async () => Buffer.from(value);

test.each<[what: string, reason: (typeof PHOTO_REFUSALS)[number], make: () => Promise<Buffer>]>([
  ["nothing", "empty", async () => Buffer.alloc(0)],
  ["one byte", "no-photo", async () => Buffer.from([0xff])],
  ["more than 25 MB", "too-large", async () => Buffer.alloc(PHOTO_BYTES_MAX + 1, 0xff)],
  ["a page of HTML", "no-photo", text("<!doctype html><script>alert(1)</script>")],
  ["a drawing in SVG", "no-photo", text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ["a PDF", "no-photo", text("%PDF-1.7\n%âãÏÓ\n1 0 obj")],
  [
    "a GIF",
    "no-photo",
    () =>
      sharp(Buffer.alloc(12), { raw: { width: 2, height: 2, channels: 3 } })
        .gif()
        .toBuffer(),
  ],
  [
    "a TIFF",
    "no-photo",
    () =>
      sharp(Buffer.alloc(12), { raw: { width: 2, height: 2, channels: 3 } })
        .tiff()
        .toBuffer(),
  ],
  ["an AVIF", "no-photo", async () => made.heic(["avif", "mif1", "avif"])],
  ["an archive", "no-photo", text("PK\u0003\u0004")],
  [
    "HTML behind the first bytes of a JPEG",
    "broken",
    async () =>
      Buffer.concat([
        Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
        Buffer.from("<script>alert(1)</script>".repeat(50)),
      ]),
  ],
  [
    "HTML behind the first bytes of a WebP",
    "broken",
    text("RIFF\0\0\0\0WEBP<script>alert(1)</script>"),
  ],
  ["a HEIC photo", "heic", async () => made.heic()],
  ["a HEIC photo of a general brand", "heic", async () => made.heic(["mif1", "heic"])],
  ["half a JPEG", "broken", async () => half(await made.phonePhoto())],
  ["half a PNG", "broken", async () => half(await made.png())],
  ["half a WebP", "broken", async () => half(await made.webp())],
  ["a JPEG with spoilt bytes", "broken", async () => spoilt(await made.phonePhoto())],
  ["a PNG with spoilt bytes", "broken", async () => spoilt(await made.png())],
  [
    "a PNG that unpacks to 400 million pixels",
    "too-many-pixels",
    async () => made.pngOf(20_000, 20_000),
  ],
  [
    "a PNG that unpacks to 64 million pixels",
    "too-many-pixels",
    async () => made.pngOf(8000, 8000),
  ],
  ["a JPEG that claims 4 billion pixels", "too-many-pixels", made.boastfulJpeg],
  ["a moving WebP", "animated", made.animatedWebp],
  ["a moving PNG", "animated", async () => made.animatedPng()],
])("%s is refused as %s", async (_, reason, make) => {
  expect(await readPhoto(await make())).toEqual({ ok: false, reason });
});

test.each(["en", "zh", "ar"] as const)("each refusal has its sentence in %s", (locale) => {
  const t = wordsIn(locale);
  const values = { megabytes: 25, megapixels: 100, count: 50 };
  const said = PHOTO_REFUSALS.map((reason) => t(`photo.refused.${reason}`, values));
  expect(new Set(said).size).toBe(PHOTO_REFUSALS.length);
  for (const sentence of said) expect(sentence).not.toMatch(/photo\.refused|[{}]/);
});
