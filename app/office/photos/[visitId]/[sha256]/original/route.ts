import { signedIn } from "@/app/actor";
import { type PhotoAddress, showPhoto } from "@/app/photo-answers";
import { officeDatabase } from "@/db/client";

interface Context {
  params: Promise<PhotoAddress>;
}

/** The sealed original, to be saved. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return showPhoto(officeDatabase(), await signedIn(), request, await params, "original");
}
