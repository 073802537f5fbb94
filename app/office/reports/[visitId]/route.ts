import { signedIn } from "@/app/actor";
import { showReport } from "@/app/report-answers";
import { officeDatabase } from "@/db/client";

interface Context {
  params: Promise<{ visitId: string }>;
}

/** The report of a visit as a PDF. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { visitId } = await params;
  return showReport(officeDatabase(), await signedIn(), request, visitId);
}
