import { signedIn } from "@/app/actor";
import { type PhotoAddress, showPhoto, takePhotoOff } from "@/app/photo-answers";
import { database } from "@/db/client";

interface Context {
  params: Promise<PhotoAddress>;
}

/** The cleaned copy, as `?size=thumb` a small one. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const size = new URL(request.url).searchParams.get("size");
  const copy = size === "thumb" ? "thumb" : "full";
  return showPhoto(database(), await signedIn(), request, await params, copy);
}

/** Takes it off its draft. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return takePhotoOff(database(), await signedIn(), request, await params);
}

/** The same from a form, which cannot say more. */
export const POST = DELETE;
