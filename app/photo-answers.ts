import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { z } from "zod";
import { backTo, pageBefore } from "@/app/back-to";
import { formLocale } from "@/app/form-locale";
import { problem } from "@/app/office-answer";
import type { Actor } from "@/core/permissions";
import {
  type AttachRefusal,
  MEGAPIXELS_MAX,
  PHOTO_BYTES_MAX,
  PHOTOS_OF_VISIT_MAX,
  type PhotoCopy,
  type PhotoRefusal,
} from "@/core/photo";
import type { Db } from "@/db/client";
import { attachPhoto } from "@/db/commands/attach-photo";
import { lookAtPhoto } from "@/db/commands/look-at-photo";
import { removePhoto } from "@/db/commands/remove-photo";
import { readPhotoFile } from "@/services/photo";
import { keepPhoto, openPhoto } from "@/services/photo-files";
import { receiveFile } from "@/services/receive-file";
import { wordsIn } from "@/services/words";

/** Where a photo is asked for; anything that is no such place is one that is not there. */
export interface PhotoAddress {
  visitId: string;
  sha256: string;
}

const place = z.object({ visitId: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const itemCode = z.string().min(1).max(60).nullable();

/**
 * Takes a photo for a draft: as the body of a request or the file of a form, with `item` and `back`
 * in the address. A script gets the receipt, a form is sent back to its page.
 */
export async function receivePhoto(
  db: Db,
  actor: Actor | null,
  request: Request,
  visitId: string,
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const known = z.uuid().safeParse(visitId).success;
  const item = itemCode.safeParse(query.get("item") || null);
  if (!actor || !known || !item.success) return forbidden(request);
  let remove = async () => {};
  try {
    const attached = await attachPhoto(db, actor, { visitId, itemCode: item.data }, async () => {
      const received = await receiveFile(request, PHOTO_BYTES_MAX);
      if (!received.ok) return received;
      remove = received.remove;
      const photo = await readPhotoFile(received.path);
      return photo.ok
        ? { ...photo, keep: () => keepPhoto(photo, createReadStream(received.path)) }
        : photo;
    });
    if (!attached.ok) {
      return attached.reason === "forbidden"
        ? forbidden(request)
        : refused(request, attached.reason);
    }
    return done(request, 201, { sha256: attached.sha256 });
  } finally {
    await remove();
  }
}

/** Takes a photo off a draft. */
export async function takePhotoOff(
  db: Db,
  actor: Actor | null,
  request: Request,
  address: PhotoAddress,
): Promise<Response> {
  const known = place.safeParse(address);
  if (!actor || !known.success) return forbidden(request);
  const removed = await removePhoto(db, actor, known.data);
  if (removed.ok) return done(request, 200, { sha256: known.data.sha256 });
  return removed.reason === "forbidden" ? forbidden(request) : refused(request, removed.reason);
}

/** Shows a photo to an official: a copy without its data, or the original to be saved. */
export async function showPhoto(
  db: Db,
  actor: Actor | null,
  request: Request,
  address: PhotoAddress,
  copy: PhotoCopy,
): Promise<Response> {
  const known = place.safeParse(address);
  if (!known.success) return forbidden(request);
  const action = copy === "original" ? "read-original-photo" : "read-visit";
  const photo = await lookAtPhoto(db, actor, known.data, action);
  if (!photo) return forbidden(request);
  const { sha256, mediaType } = photo;
  const body = await openPhoto(sha256, copy);
  if (!body) throw new Error(`The photo ${sha256} is not in the storage.`);
  const isOriginal = copy === "original";
  const saved = `attachment; filename="${sha256.slice(0, 12)}.${mediaType.slice("image/".length)}"`;
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: {
      "content-type": isOriginal ? mediaType : "image/webp",
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      ...(isOriginal && {
        "content-disposition": saved,
        "repr-digest": `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`,
      }),
    },
  });
}

function isForm(request: Request): boolean {
  return (request.headers.get("accept") ?? "").includes("text/html");
}

function formPage(request: Request): string {
  return pageBefore(request, new URL(request.url).searchParams.get("back"));
}

function done(request: Request, status: number, receipt: { sha256: string }): Response {
  if (isForm(request)) return backTo(formPage(request), null);
  return Response.json(receipt, { status, headers: { "cache-control": "private, no-store" } });
}

function refused(request: Request, reason: PhotoRefusal | AttachRefusal): Response {
  if (isForm(request)) return backTo(formPage(request), { refused: `photo.${reason}` });
  const status = reason === "too-large" ? 413 : reason === "not-draft" ? 409 : 422;
  return photoProblem(request, status, photoRefusal(formLocale(request.headers), reason), reason);
}

function forbidden(request: Request): Response {
  return photoProblem(
    request,
    403,
    wordsIn(formLocale(request.headers))("photo.forbidden"),
    "forbidden",
  );
}

/** Why a photo was not taken, in a sentence that says what to do. */
function photoRefusal(
  locale: Parameters<typeof wordsIn>[0],
  reason: PhotoRefusal | AttachRefusal,
): string {
  return wordsIn(locale)(`photo.refused.${reason}`, {
    megabytes: PHOTO_BYTES_MAX / 2 ** 20,
    megapixels: MEGAPIXELS_MAX,
    count: PHOTOS_OF_VISIT_MAX,
  });
}

function photoProblem(request: Request, status: number, detail: string, reason: string): Response {
  const title = wordsIn(formLocale(request.headers))("photo.title");
  return problem(status, detail, { title, type: `urn:placard:photo:${reason}` });
}
