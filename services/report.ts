import type { Locale } from "@/core/locale";
import type { VisitReport } from "@/core/visit-report";
import { helperProcess } from "@/services/helper-process";

/** What the process that draws is asked. */
export interface ReportOrder {
  report: VisitReport;
  locale: Locale;
}

const draw = helperProcess<ReportOrder, Uint8Array>("services/report/process.ts");

/** The report of a visit as a PDF, in a language of the interface; drawn apart from the server. */
export async function visitReport(report: VisitReport, locale: Locale): Promise<Buffer> {
  return Buffer.from(await draw({ report, locale }));
}
