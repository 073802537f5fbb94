import { HelperEnded, helperProcess } from "@/services/helper-process";
import type { ReadPhoto } from "@/services/photo/read-photo";

const read = helperProcess<string, ReadPhoto>("services/photo/process.ts");

/**
 * Reads the photo in a file, apart from the server: a decoded picture takes up to 200 MB, and what
 * strangers send may harm whoever reads it. A file over which the reader dies is damaged.
 */
export async function readPhotoFile(path: string): Promise<ReadPhoto> {
  try {
    const photo = await read(path);
    if (!photo.ok) return photo;
    // What comes from another process is plain bytes.
    const { cleaned, thumbnail } = photo;
    return { ...photo, cleaned: Buffer.from(cleaned), thumbnail: Buffer.from(thumbnail) };
  } catch (error) {
    if (error instanceof HelperEnded) return { ok: false, reason: "broken" };
    throw error;
  }
}
