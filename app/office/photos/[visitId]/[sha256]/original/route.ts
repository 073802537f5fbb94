import { signedIn } from "@/app/actor";
import { type PhotoAddress, showPhoto } from "@/app/photo-answers";
import { database } from "@/db/client";

interface Context {
  params: Promise<PhotoAddress>;
}

/** The sealed original, to be saved. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return showPhoto(database(), await signedIn(), request, await params, "original");
}
