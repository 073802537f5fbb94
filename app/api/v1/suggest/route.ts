import { answer, problem, unknownParameters } from "@/app/api/problem";
import { parseBoardQuery } from "@/core/board-query";
import { readDatabase } from "@/db/client";
import { suggest } from "@/db/queries/suggest";

const SUGGESTIONS = 8;

/** `GET /api/v1/suggest?q`: sites whose name or address begins with what was typed. */
export async function GET(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const { query, refused } = parseBoardQuery(search);
  refused.push(...unknownParameters(search, ["q", "domain", "near"]));
  if (refused.length > 0) return problem(400, "Some parameters were not understood.", refused);
  return answer(
    await suggest(readDatabase(), {
      q: search.get("q") ?? "",
      domain: query.domain,
      limit: SUGGESTIONS,
    }),
  );
}
