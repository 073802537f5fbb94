import { type Context, Hono } from "hono";
import { BOARD_PARAMETERS, parseBoardQuery } from "@/core/board-query";
import { ATOM, siteFeedUrl } from "@/core/feed-url";
import { type Footprint, footprintHeader } from "@/core/footprint";
import { type Locale, readLocale } from "@/core/locale";
import { parsePublicId } from "@/core/public-id";
import { readDatabase } from "@/db/client";
import { findPlace } from "@/db/queries/find-place";
import { findPublisher } from "@/db/queries/find-publisher";
import { listSchemes } from "@/db/queries/list-schemes";
import { atomText, type Feed } from "@/server/web/atom";
import type { FeedContext } from "@/server/web/feed-entries";
import { authorityFeed, searchFeed, siteFeed } from "@/server/web/feeds";
import { problem } from "@/server/web/problem";
import { baseUrl } from "@/services/base-url";

/** A feed has its own order and one content for all, wherever they are. */
const SEARCH_PARAMETERS = [
  ...Object.keys(BOARD_PARAMETERS).filter((name) => name !== "sort" && name !== "near"),
  "cursor",
];

/** `/feeds/{locale}/…`: Atom per site, authority and search. */
export const feedRoutes = new Hono()
  .get("/feeds/:locale/sites/:file{[^/]+\\.atom}", async (c) => {
    const locale = readLocale(c.req.param("locale"));
    const id = parsePublicId(c.req.param("file").replace(/\.atom$/, ""));
    const place = locale && id ? await findPlace(readDatabase(), id) : null;
    if (!locale || !place) return noFeed();
    const refused = unknown(c, []);
    if (refused) return refused;
    if ("mergedInto" in place) return c.redirect(siteFeedUrl(locale, place.mergedInto), 307);
    const feed = await siteFeed(readDatabase(), place, await contextOf(locale));
    return answer(feed, { sites: [place.id] });
  })
  .get("/feeds/:locale/authorities/:file{[a-z0-9-]+\\.atom}", async (c) => {
    const locale = readLocale(c.req.param("locale"));
    const slug = c.req.param("file").replace(/\.atom$/, "");
    const authority = locale ? await findPublisher(readDatabase(), slug) : null;
    if (!locale || !authority) return noFeed();
    const refused = unknown(c, ["before"]);
    if (refused) return refused;
    const before = c.req.query("before");
    if (before !== undefined && !/^\d{1,15}$/.test(before)) {
      return refuse([{ parameter: "before", reason: "before takes the number of a rating." }]);
    }
    const after = before === undefined ? null : Number(before);
    const feed = await authorityFeed(readDatabase(), authority, after, await contextOf(locale));
    return answer(feed, { authority: authority.slug });
  })
  .get("/feeds/:locale/search.atom", async (c) => {
    const locale = readLocale(c.req.param("locale"));
    if (!locale) return noFeed();
    const search = new URL(c.req.url).searchParams;
    const { query, refused } = parseBoardQuery(search);
    const unknownOnes = unknown(c, SEARCH_PARAMETERS);
    if (unknownOnes) return unknownOnes;
    if (refused.length > 0) return refuse(refused);
    const { domain } = query;
    if (domain === "tax") {
      const reason = "domain takes one of food, goods: a feed tells results of visits.";
      return refuse([{ parameter: "domain", reason }]);
    }
    const cursor = search.get("cursor") || null;
    const feed = await searchFeed(
      readDatabase(),
      { ...query, domain },
      cursor,
      await contextOf(locale),
    );
    return answer(feed, "everything");
  });

async function contextOf(locale: Locale): Promise<FeedContext> {
  return { locale, base: baseUrl(), schemes: await listSchemes(readDatabase()) };
}

function answer(feed: Feed, footprint: Footprint): Response {
  return new Response(atomText(feed), {
    headers: {
      "content-type": `${ATOM}; charset=utf-8`,
      ...footprintHeader(footprint),
    },
  });
}

function unknown(c: Context, known: readonly string[]): Response | null {
  const names = [...new URL(c.req.url).searchParams.keys()].filter((n) => !known.includes(n));
  if (names.length === 0) return null;
  const takes = known.length > 0 ? `Known parameters are ${known.join(", ")}.` : "It takes none.";
  return refuse([...new Set(names)].map((parameter) => ({ parameter, reason: takes })));
}

function refuse(errors: readonly { parameter: string; reason: string }[]): Response {
  return problem(400, errors.map(({ reason }) => reason).join(" "), errors);
}

function noFeed(): Response {
  return problem(404, "There is no such feed.");
}
