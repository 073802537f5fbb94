import { Readable } from "node:stream";
import { z } from "zod";
import { issuesCsv } from "@/core/issues-csv";
import { PROBLEM_HEADERS, problemBody } from "@/core/problem";
import { readDatabase } from "@/db/client";
import { listImportIssues } from "@/db/queries/list-import-issues";

/** What one import refused or repaired, as CSV. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ run: string }> },
): Promise<Response> {
  const { run } = await params;
  const issues = z.uuid().safeParse(run).success
    ? await listImportIssues(readDatabase(), run)
    : null;
  if (!issues) {
    const problem = { title: "Not found", status: 404, detail: "There is no such import." };
    return new Response(problemBody(problem), { status: 404, headers: PROBLEM_HEADERS });
  }
  const body = Readable.toWeb(
    Readable.from(issuesCsv(issues), { objectMode: false }),
  ) as ReadableStream;
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="issues-${run}.csv"`,
    },
  });
}
