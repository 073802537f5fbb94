import { signedIn } from "@/app/actor";
import { showReport } from "@/app/report-answers";
import { database } from "@/db/client";

interface Context {
  params: Promise<{ visitId: string }>;
}

/** The report of a visit as a PDF. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { visitId } = await params;
  return showReport(database(), await signedIn(), request, visitId);
}
