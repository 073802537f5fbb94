import { answer, problem, unknownParameters } from "@/app/api/problem";
import { BOARD_PARAMETERS, parseBoardQuery } from "@/core/board-query";
import type { Listing } from "@/core/listing";
import { formatPublicId } from "@/core/public-id";
import type { Scheme } from "@/core/scheme";
import { readDatabase } from "@/db/client";
import { findBoardPage } from "@/db/queries/find-board-page";
import { listSchemes } from "@/db/queries/list-schemes";

const LIMIT_MAX = 100;

/** `GET /api/v1/sites`: the board's list for machines (DESIGN §6). */
export async function GET(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const { query, refused } = parseBoardQuery(search);
  const limit = Number(search.get("limit") ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) {
    refused.push({
      parameter: "limit",
      reason: `limit takes a whole number from 1 to ${LIMIT_MAX}.`,
    });
  }
  refused.push(...unknownParameters(search, [...BOARD_PARAMETERS, "cursor", "limit"]));
  if (refused.length > 0) return problem(400, "Some parameters were not understood.", refused);
  const db = readDatabase();
  const [page, schemes] = await Promise.all([
    findBoardPage(db, query, { cursor: search.get("cursor"), limit }),
    listSchemes(db),
  ]);
  return answer({
    items: page.items.map((item) => publicSite(item, schemes)),
    next: page.next,
    total: page.total.capped ? `${page.total.value}+` : page.total.value,
    counts: page.counts,
    corrected: page.corrected,
    asOf: page.asOf,
    licence: page.licences.join("; "),
  });
}

/** A listing as the API gives it; a rating names its scheme and version so that it can be re-run. */
function publicSite(listing: Listing, schemes: ReadonlyMap<string, Scheme>) {
  const { standings, id, distanceM, ...facts } = listing;
  return {
    id: formatPublicId(id),
    ...facts,
    distanceM: distanceM === null ? null : Math.round(distanceM),
    ratings: standings.map(({ standing, scheme, ...rating }) => {
      const known = scheme ? schemes.get(scheme) : undefined;
      return {
        ...rating,
        colour: standing,
        word: (rating.outcome && known?.outcomes[rating.outcome]?.word.en) ?? rating.published,
        scheme: known ? known.id : null,
        version: known ? known.version : null,
      };
    }),
  };
}
