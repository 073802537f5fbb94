import { createHash } from "node:crypto";
import sharp, { type Metadata, type SharpOptions } from "sharp";
import {
  MEGAPIXELS_MAX,
  MEGAPIXELS_WHOLE_MAX,
  PHOTO_BYTES_MAX,
  type PhotoFacts,
  type PhotoRefusal,
} from "@/core/photo";
import { isAnimatedPng, sniffPhoto } from "@/services/photo/sniff-photo";

/** A photo with what is made of it: copies without position, time or device. */
export interface Photo extends PhotoFacts {
  ok: true;
  /** WebP, upright, at most 2,000 pixels on its longer side. */
  cleaned: Buffer;
  thumbnail: Buffer;
}

const SIDE_MAX = 2000;
const THUMB_SIDE = 320;

// Each photo is read once, and one thread a photo is quick enough beside the pages.
sharp.cache(false);
sharp.concurrency(1);

/** A photo, or why a file is none. */
export type ReadPhoto = Photo | { ok: false; reason: PhotoRefusal };

/** Reads a photo: what it is by its bytes, and copies that carry nothing but the picture. */
export async function readPhoto(bytes: Buffer): Promise<ReadPhoto> {
  const refuse = (reason: PhotoRefusal) => ({ ok: false as const, reason });
  if (bytes.length === 0) return refuse("empty");
  if (bytes.length > PHOTO_BYTES_MAX) return refuse("too-large");
  const mediaType = sniffPhoto(bytes);
  if (mediaType === "heic") return refuse("heic");
  if (mediaType === null) return refuse("no-photo");
  // The header only; whether it is too large is told apart from whether it can be read.
  const about = await sharp(bytes, { ...OPTIONS, limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!about?.width || !about.height) return refuse("broken");
  if (`image/${about.format}` !== mediaType) return refuse("no-photo");
  if ((about.pages ?? 1) > 1 || isAnimatedPng(bytes)) return refuse("animated");
  if (about.width * about.height > pixelsMax(about)) return refuse("too-many-pixels");
  const made = await makeCopies(bytes);
  if (!made) return refuse("broken");
  const { autoOrient } = about;
  return {
    ok: true,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    mediaType,
    bytes: bytes.length,
    width: autoOrient.width,
    height: autoOrient.height,
    ...made,
  };
}

const OPTIONS: SharpOptions = {
  failOn: "warning",
  limitInputPixels: MEGAPIXELS_MAX * 1e6,
  sequentialRead: true,
};

/** A plain JPEG is made smaller while it is read; all else is unpacked whole first. */
function pixelsMax({ format, isProgressive }: Metadata): number {
  return (format === "jpeg" && !isProgressive ? MEGAPIXELS_MAX : MEGAPIXELS_WHOLE_MAX) * 1e6;
}

/** Some phones write a few bytes too many after the last pixel, which harms nothing. */
const HARMLESS = /extraneous bytes before marker 0xd9/;

/** Both copies, null where the file is damaged. Without a word on metadata sharp writes none. */
async function makeCopies(bytes: Buffer): Promise<Pick<Photo, "cleaned" | "thumbnail"> | null> {
  const make = (failOn: "warning" | "error") =>
    sharp(bytes, { ...OPTIONS, failOn })
      .autoOrient()
      .resize(SIDE_MAX, SIDE_MAX, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .webp({ quality: 80 })
      .toBuffer();
  const cleaned = await make("warning").catch((error: Error) =>
    HARMLESS.test(error.message) ? make("error").catch(() => null) : null,
  );
  if (!cleaned) return null;
  const thumbnail = await sharp(cleaned)
    .resize(THUMB_SIDE, THUMB_SIDE, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 70 })
    .toBuffer();
  return { cleaned, thumbnail };
}
