import { type ReportWords, reportContent } from "@/core/report-content";
import type { DrawnReport, ReportOrder } from "@/services/report";
import { drawReport } from "@/services/report/draw-report";
import { wordsIn } from "@/services/words";

/** Draws reports, one after the other, for the process that began it, and ends with that one. */
let last: Promise<unknown> = Promise.resolve();

process.on("message", (order: ReportOrder) => {
  last = last.then(() => draw(order)).then((drawn) => process.send?.(drawn));
});
process.once("disconnect", () => process.exit());

async function draw({ id, report, locale }: ReportOrder): Promise<DrawnReport> {
  try {
    const words = wordsIn(locale) as unknown as ReportWords;
    return { id, pdf: await drawReport(reportContent(report, locale, words), locale) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
