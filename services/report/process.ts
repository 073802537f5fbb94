import { type ReportWords, reportContent } from "@/core/report-content";
import { answerOrders } from "@/services/helper-process";
import type { ReportOrder } from "@/services/report";
import { drawReport } from "@/services/report/draw-report";
import { wordsIn } from "@/services/words";

answerOrders<ReportOrder, Uint8Array>(({ report, locale }) => {
  const words = wordsIn(locale) as unknown as ReportWords;
  return drawReport(reportContent(report, locale, words), locale);
});
