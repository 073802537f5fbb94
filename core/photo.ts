/** What a photo may weigh, and how many a visit may have. */
export const PHOTO_BYTES_MAX = 25 * 2 ** 20;
export const PHOTOS_OF_VISIT_MAX = 50;

/** More than any phone takes in one go; what needs the whole picture in memory has to be smaller. */
export const MEGAPIXELS_MAX = 100;
export const MEGAPIXELS_WHOLE_MAX = 50;

/** Why a file is not taken as a photo; in words under `photo.refused`. */
export const PHOTO_REFUSALS = [
  "empty",
  "too-large",
  "heic",
  "no-photo",
  "broken",
  "too-many-pixels",
  "animated",
] as const;
export type PhotoRefusal = (typeof PHOTO_REFUSALS)[number];

/** Why a photo, although it is one, is not attached; in words under `photo.refused` too. */
const ATTACH_REFUSALS = ["too-many", "not-draft", "no-file"] as const;
export type AttachRefusal = (typeof ATTACH_REFUSALS)[number];

/** What is known of a photo by its original. */
export interface PhotoFacts {
  /** Of the original's bytes. */
  sha256: string;
  mediaType: string;
  bytes: number;
  /** As it is looked at, turned upright. */
  width: number;
  height: number;
}

/** Which copy of a photo: the original is for officials, and each look at it is written down. */
export type PhotoCopy = "original" | "full" | "thumb";
