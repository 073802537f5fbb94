import { signedIn } from "@/app/actor";
import { sendReport } from "@/app/report-answers";
import { database } from "@/db/client";

interface Context {
  params: Promise<{ visitId: string }>;
}

/** Mails the report of a visit. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { visitId } = await params;
  return sendReport(database(), await signedIn(), request, visitId);
}
