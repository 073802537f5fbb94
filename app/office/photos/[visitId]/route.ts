import { signedIn } from "@/app/actor";
import { receivePhoto } from "@/app/photo-answers";
import { database } from "@/db/client";

interface Context {
  params: Promise<{ visitId: string }>;
}

/** Takes a photo for a draft. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { visitId } = await params;
  return receivePhoto(database(), await signedIn(), request, visitId);
}
