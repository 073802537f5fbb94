import type { Locale } from "@/core/locale";
import { type ReportWords, reportContent } from "@/core/report-content";
import type { VisitReport } from "@/core/visit-report";
import { drawReport } from "@/services/report/draw-report";
import { wordsIn } from "@/services/words";

/** The report of a visit as a PDF, in a language of the interface. */
export function visitReport(report: VisitReport, locale: Locale): Promise<Buffer> {
  const words = wordsIn(locale) as unknown as ReportWords;
  return drawReport(reportContent(report, locale, words), locale);
}
